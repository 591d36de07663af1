/** @jsxImportSource react */
/** One company: its paperwork and its people. */
import { Avatar } from './Avatar.tsx';
import { FactList } from './FactList.tsx';
import { companyFacts } from './paperwork.ts';
import type { Person } from './people.ts';

type Props = { readonly company: string; readonly people: readonly Person[] };

export function CompanyPage({ company, people }: Props) {
  const staff = people.filter((person) => person.company === company);
  return (
    <article className="record">
      <header className="top">
        <h1>{company}</h1>
      </header>
      <div className="columns">
        <FactList title="Paperwork" facts={companyFacts(company)} />
        <section className="sheet">
          <h2>People</h2>
          <ul className="people">
            {staff.map(({ id, name, phones, country }) => (
              <li key={id} data-id={id} data-country={country}>
                <Avatar name={name} />
                <a className="name" href={`#/contacts/${id}`}>
                  {name}
                </a>
                <span className="number">{phones[0]?.text}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </article>
  );
}
