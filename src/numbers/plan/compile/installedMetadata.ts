/** The metadata of the installed libphonenumber-js, with all kinds of numbers. For compiling and its tests only. */
import json from 'libphonenumber-js/metadata.max.json';
import type { Metadata } from './metadata.ts';

export const METADATA = json as unknown as Metadata;
