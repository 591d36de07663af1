// The rules with the numbering plans and time zones, a moment later than the host: they are larger than all of the rest of
// it, and wanted when somebody calls. The browser keeps what was loaded once.

export const loadPlaces = () => import('./places.ts');
