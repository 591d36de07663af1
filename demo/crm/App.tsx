/** @jsxImportSource react */
/** The frame around every page: navigation at the side, the page of the current route in the middle. */
import type { ReactNode } from 'react';
import { useBook } from './book.ts';
import { CompanyPage } from './CompanyPage.tsx';
import { ContactList } from './ContactList.tsx';
import { ContactPage } from './ContactPage.tsx';
import { DealBoard } from './DealBoard.tsx';
import { NotesPage } from './NotesPage.tsx';
import type { Person } from './people.ts';
import { type Route, useRoute } from './route.ts';

const PLACES = [
  ['contacts', 'Contacts', 'M4 20c0-4 3.5-6 8-6s8 2 8 6M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z'],
  ['deals', 'Deals', 'M4 5h4v14H4zM10 5h4v9h-4zM16 5h4v6h-4z'],
  ['notes', 'Notes', 'M6 3h9l4 4v14H6zM9 11h7M9 15h7'],
] as const;

export function App() {
  const route = useRoute();
  const people = useBook();
  const current = route.page === 'companies' ? 'contacts' : route.page;
  return (
    <div className="frame">
      <nav className="side" aria-label="Main">
        <a className="brand" href="#/contacts">
          <span aria-hidden="true">L</span>Larder
        </a>
        {PLACES.map(([page, label, path]) => (
          <a key={page} href={`#/${page}`} aria-current={page === current ? 'page' : undefined}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={path} />
            </svg>
            {label}
          </a>
        ))}
        <p className="fiction">Demo data. Every number is from a range kept for fiction.</p>
      </nav>
      <main>{pageOf(route, people)}</main>
    </div>
  );
}

function pageOf({ page, id }: Route, people: readonly Person[]): ReactNode {
  if (page === 'deals') return <DealBoard people={people} />;
  if (page === 'notes') return <NotesPage people={people} />;
  if (page === 'companies' && id) return <CompanyPage company={id} people={people} />;
  const person = people.find((one) => one.id === id);
  return person ? <ContactPage person={person} /> : <ContactList people={people} />;
}
