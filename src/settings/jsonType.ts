/**
 * What Chrome's schema of managed storage can say of a value. Types alone are said: a browser drops what does not fit
 * its schema before the extension could see it, and then nobody could be told what to write instead.
 */
export type JsonType =
  | { readonly type: 'string' | 'boolean' | 'integer' }
  | { readonly type: 'array'; readonly items: JsonType }
  | { readonly type: 'object'; readonly properties: Readonly<Record<string, JsonType>> }
  /** A map of free names. */
  | { readonly type: 'object'; readonly additionalProperties: JsonType };
