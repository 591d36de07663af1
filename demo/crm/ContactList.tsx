/** @jsxImportSource react */
/** All contacts as a table, with a search over what it shows. */
import { useState } from 'react';
import { Avatar } from './Avatar.tsx';
import { COUNTRIES } from './names.ts';
import type { Person } from './people.ts';

export function ContactList({ people }: { readonly people: readonly Person[] }) {
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const shown = people.filter(({ name, company, phones }) =>
    [name, company, ...phones.map(({ text }) => text)].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <header className="top">
        <h1>Contacts</h1>
        <span className="count">{shown.length}</span>
        <input
          type="search"
          placeholder="Search name, company or number"
          aria-label="Search contacts"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </header>
      <div className="sheet">
        <table className="contacts">
          <thead>
            <tr>
              <th>Name</th>
              <th>Phone</th>
              <th>Company</th>
              <th>Country</th>
              <th>E-mail</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <Row key={person.id} person={person} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="empty">Nobody matches “{query}”.</p>}
      </div>
    </>
  );
}

function Row({ person }: { readonly person: Person }) {
  const { id, name, role, company, country, email, phones, behaviour } = person;
  return (
    <tr data-id={id} data-country={country}>
      <td>
        <div className="person">
          <Avatar name={name} />
          <div>
            <a className="name" href={`#/contacts/${id}`}>
              {name}
            </a>
            <small>{role}</small>
          </div>
        </div>
      </td>
      <td className="phone">
        <span className="number">{phones[0]?.text}</span>
        {behaviour && <span className="chip">{behaviour}</span>}
      </td>
      <td>
        <a href={`#/companies/${encodeURIComponent(company)}`}>{company}</a>
      </td>
      <td>{COUNTRIES[country]}</td>
      <td className="email">{email}</td>
    </tr>
  );
}
