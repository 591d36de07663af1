/** @jsxImportSource react */
/** The latest notes of everybody, as one stream of running text. */
import { Avatar } from './Avatar.tsx';
import { makeNotes } from './paperwork.ts';
import type { Person } from './people.ts';

export function NotesPage({ people }: { readonly people: readonly Person[] }) {
  return (
    <>
      <header className="top">
        <h1>Notes</h1>
      </header>
      <ol className="sheet stream">
        {makeNotes(people.slice(0, 40)).map(({ id, when, text, person }) => (
          <li key={id} data-id={person.id} data-country={person.country}>
            <Avatar name={person.name} />
            <div>
              <a className="name" href={`#/contacts/${person.id}`}>
                {person.name}
              </a>
              <time>{when}</time>
              <p>{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
