/** @jsxImportSource react */
/** One contact: how to reach them, their company's paperwork, and what was said before. */
import { Avatar } from './Avatar.tsx';
import { FactList } from './FactList.tsx';
import { COUNTRIES } from './names.ts';
import { companyFacts, makeNotes } from './paperwork.ts';
import type { Person } from './people.ts';

export function ContactPage({ person }: { readonly person: Person }) {
  const { name, role, company, country, email, phones, behaviour } = person;
  const [first] = phones;
  return (
    <article className="record" data-id={person.id} data-country={country}>
      <header className="top">
        <Avatar name={name} large />
        <div>
          <h1>{name}</h1>
          <p className="under">
            {role} at <a href={`#/companies/${encodeURIComponent(company)}`}>{company}</a>
          </p>
        </div>
        {behaviour && <span className="chip">{behaviour}</span>}
        {first && (
          <a className="button" href={`tel:${first.e164}`}>
            Call
          </a>
        )}
      </header>
      <div className="columns">
        <section className="sheet">
          <h2>Reach</h2>
          <dl>
            {phones.map(({ label, text }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="number">{label === 'Work' ? <a href={`tel:${text}`}>{text}</a> : text}</dd>
              </div>
            ))}
            <div>
              <dt>E-mail</dt>
              <dd>{email}</dd>
            </div>
            <div>
              <dt>Country</dt>
              <dd>{COUNTRIES[country]}</dd>
            </div>
          </dl>
        </section>
        <FactList title={company} facts={companyFacts(company)} />
        <section className="sheet wide">
          <h2>Notes</h2>
          <ol className="notes">
            {makeNotes([person], 3).map(({ id, when, text }) => (
              <li key={id}>
                <time>{when}</time>
                <p>{text}</p>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </article>
  );
}
