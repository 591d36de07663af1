/** One field of a map, read as a kind of value; what is missing or wrong is reported and a stand-in goes on. */
import type { Kind } from './values.ts';
import type { Place, YamlReader } from './yamlReader.ts';

export type FieldReader = {
  /** The field, or `otherwise` when it is not there. */
  one<T>(key: string, kind: Kind<NonNullable<T>>, otherwise: NoInfer<T>): T;
  required(key: string, kind: Kind<string>): string;
  /** Like `one` (or `required` without `otherwise`), and its value is in no problem. */
  secret(key: string, kind: Kind<string>, otherwise?: string): string;
  /** A list, or `otherwise` when it is not there; the wrong ones among its items are left out. */
  many<T>(key: string, kind: Kind<T>, otherwise: readonly T[]): readonly T[];
};

/** `parent`: where a missing field is reported. `found`: the fields that are there. */
export function createFieldReader(
  yaml: YamlReader,
  parent: Place,
  found: Readonly<Partial<Record<string, Place>>>,
): FieldReader {
  const value = <T>(place: Place, kind: Kind<T>, isSecret = false): T | null => {
    const text = yaml.text(place);
    if (text === null) return null;
    const read = kind.read(text);
    if (read === null) yaml.report(place, kind.expects, ...(isSecret ? [null] : []));
    return read;
  };
  const missing = (key: string, kind: Kind<string>) => {
    yaml.report({ ...parent, about: `${parent.about}.${key}` }, `is missing: ${kind.expects}`, null);
    return '';
  };
  return {
    one: (key, kind, otherwise) => {
      const place = found[key];
      return place ? (value(place, kind) ?? otherwise) : otherwise;
    },
    required: (key, kind) => {
      const place = found[key];
      return place ? (value(place, kind) ?? '') : missing(key, kind);
    },
    secret: (key, kind, otherwise) => {
      const place = found[key];
      if (place) return value(place, kind, true) ?? '';
      return otherwise ?? missing(key, kind);
    },
    many: (key, kind, otherwise) => {
      const place = found[key];
      if (!place) return otherwise;
      return yaml
        .items(place)
        .map((item) => value(item, kind))
        .filter((item) => item !== null);
    },
  };
}
