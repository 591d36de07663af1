/** A part of a screen that its first moment does without: fetched when it is shown, or a moment before. */
import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** `fetch`: before it is shown, so that it is there when it is. */
export type Later<Props> = FunctionComponent<Props> & { fetch(): Promise<void> };

type Source<Props> = { loaded: ComponentType<Props> | null; readonly fetch: () => Promise<void> };

/** A component that shows nothing until `load` has brought it, and is there at once from then on. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  const source: Source<Props> = {
    loaded: null,
    fetch: async () => {
      source.loaded ??= await load();
    },
  };
  const show: FunctionComponent<Props> = (props) => <Fetched source={source} props={props as Props} />;
  return Object.assign(show, { fetch: source.fetch });
}

type FetchedProps<Props> = { readonly source: Source<Props>; readonly props: Props };

function Fetched<Props extends object>({ source, props }: FetchedProps<Props>) {
  const [isThere, setThere] = useState(source.loaded !== null);
  useEffect(() => {
    if (!isThere) void source.fetch().then(() => setThere(true));
  }, [isThere, source]);
  const Part = source.loaded;
  return Part && <Part {...props} />;
}
