/** The options page: a section a subject, a list of them beside, and what was refused last on top. */
import type { ComponentChildren } from 'preact';
import { Banner } from '../Banner.tsx';
import { DoctorSection } from '../doctor/DoctorSection.tsx';
import type { DoctorModel } from '../doctor/doctorModel.ts';
import { failureSentence } from '../failureWords.ts';
import { PhoneIcon } from '../icons.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { SignIn } from '../signIn/SignIn.tsx';
import { say, type WordKey } from '../words.ts';
import { DataSection } from './DataSection.tsx';
import { AppearanceSection, NumbersSection } from './everyday.tsx';
import { HistorySection } from './HistorySection.tsx';
import { IncomingSection } from './IncomingSection.tsx';
import type { Machine } from './machine.ts';
import type { OptionsModel } from './optionsModel.ts';
import { PolicySection } from './PolicySection.tsx';
import { RulesSection } from './RulesSection.tsx';
import { ShortcutsSection } from './ShortcutsSection.tsx';
import { SitesSection } from './SitesSection.tsx';
import { SoundSection } from './SoundSection.tsx';

export type OptionsModels = {
  readonly options: OptionsModel;
  /** Accounts and the line: the same as in the popup. */
  readonly phone: ScreenModel;
  readonly doctor: DoctorModel;
  readonly machine: Machine;
};

type Part = {
  readonly id: string;
  readonly title: WordKey;
  readonly show: (models: OptionsModels) => ComponentChildren;
};

const PARTS: readonly Part[] = [
  { id: 'accounts', title: 'accounts_title', show: ({ phone }) => <SignIn model={phone} within /> },
  { id: 'sites', title: 'options_sites', show: ({ options }) => <SitesSection model={options} /> },
  {
    id: 'numbers',
    title: 'options_numbers',
    show: ({ options, machine }) => <NumbersSection model={options} machine={machine} />,
  },
  {
    id: 'sound',
    title: 'options_sound',
    show: ({ options, machine }) => <SoundSection model={options} machine={machine} />,
  },
  {
    id: 'incoming',
    title: 'options_incoming',
    show: ({ options }) => <IncomingSection model={options} />,
  },
  { id: 'rules', title: 'options_rules', show: ({ options }) => <RulesSection model={options} /> },
  {
    id: 'history',
    title: 'options_history',
    show: ({ options, phone }) => <HistorySection model={options} phone={phone} />,
  },
  { id: 'look', title: 'options_look', show: ({ options }) => <AppearanceSection model={options} /> },
  {
    id: 'keys',
    title: 'options_keys',
    show: ({ options, machine }) => <ShortcutsSection model={options} machine={machine} />,
  },
  { id: 'data', title: 'options_data', show: ({ options }) => <DataSection model={options} /> },
  { id: 'policy', title: 'options_policy', show: ({ options }) => <PolicySection model={options} /> },
  { id: 'doctor', title: 'options_doctor', show: ({ doctor }) => <DoctorSection model={doctor} /> },
];

export function OptionsScreen({ models }: { readonly models: OptionsModels }) {
  const { options } = models;
  const failure = options.failure.value;
  const problems = options.view.value?.problems ?? [];
  return (
    <div class="options">
      <nav class="optionsNav" aria-label={say('options_title')}>
        <p class="brand">
          <PhoneIcon />
          {say('appName')}
        </p>
        <ul>
          {PARTS.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{say(title)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="optionsParts">
        <h1 class="heardOnly">{say('options_title')}</h1>
        {problems.length > 0 && (
          <Banner tone="wait">
            {say('options_problems', String(problems.length))} <a href="#policy">{say('options_policy')}</a>
          </Banner>
        )}
        {/* Wherever on the page somebody is. */}
        <div class="optionsFailure">{failure && <Banner tone="stop">{failureSentence(failure)}</Banner>}</div>
        {PARTS.map(({ id, title, show }) => (
          <section key={id} id={id} class="optionsSection" aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{say(title)}</h2>
            {show(models)}
          </section>
        ))}
      </main>
    </div>
  );
}
