import type { Person } from '../e2e/lib/person.ts';
import type { Theme } from './settings.ts';
import type { WorkbenchOptions } from './workbench.ts';

/** One picture: how a person gets there. */
export interface Scene {
  readonly name: string;
  /** The theme whose picture goes to `media/pictures/`, for the README; no theme, no publication. */
  readonly published?: Theme;
  readonly options?: Partial<WorkbenchOptions>;
  readonly go: (person: Person) => Promise<void>;
}

/** Every picture there is; a new one is a new entry. */
export const scenes: readonly Scene[] = [
  {
    name: 'welcome',
    options: { settings: { 'telnyx.startWithSampleAccount': false } },
    go: async ({ sidebar }) => {
      await sidebar.open();
      await sidebar.view('Numbers').welcome.waitFor();
    },
  },
  {
    name: 'numbers',
    published: 'dark',
    go: async ({ sidebar }) => {
      await sidebar.open();
      await sidebar
        .view('Numbers')
        .row(/\+\d{8,}/)
        .waitFor();
    },
  },
];
