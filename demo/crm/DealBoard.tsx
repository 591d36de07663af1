/** @jsxImportSource react */
/** Deals as cards, a column for each stage. */
import { makeDeals, STAGES } from './paperwork.ts';
import type { Person } from './people.ts';

export function DealBoard({ people }: { readonly people: readonly Person[] }) {
  const deals = makeDeals(people);
  return (
    <>
      <header className="top">
        <h1>Deals</h1>
        <span className="count">{deals.length}</span>
      </header>
      <div className="board">
        {STAGES.map((stage) => (
          <section key={stage} aria-label={stage}>
            <h2>{stage}</h2>
            {deals
              .filter((deal) => deal.stage === stage)
              .map(({ id, title, amount, closes, person }) => (
                <article key={person.id} className="deal" data-id={id} data-country={person.country}>
                  <h3>{title}</h3>
                  <p className="amount">{amount}</p>
                  <p>
                    <a className="name" href={`#/contacts/${person.id}`}>
                      {person.name}
                    </a>
                    , {person.company}
                  </p>
                  <p className="number">{person.phones[0]?.text}</p>
                  <small>
                    {id} · closes {closes}
                  </small>
                </article>
              ))}
          </section>
        ))}
      </div>
    </>
  );
}
