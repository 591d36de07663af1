/** @jsxImportSource react */
/** A sheet of labels and values. */
import type { Facts } from './paperwork.ts';

export function FactList({ title, facts }: { readonly title: string; readonly facts: Facts }) {
  return (
    <section className="sheet">
      <h2>{title}</h2>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
