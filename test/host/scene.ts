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
