import { t } from '@vscode/l10n';
import { settingId, type Setting, type Table } from '../settings/setting.ts';

/** What a column of a file is about. */
export type Column =
  | { readonly holds: 'phone-number' | 'id' }
  | { readonly holds: 'setting'; readonly setting: Setting }
  /** Something for people, such as the status; read past without a word. */
  | { readonly holds: 'remark' }
  | { readonly holds: 'unknown'; readonly sentence: string };

export const phoneHeading = 'phone_number';
export const idHeading = 'id';
/** What exports add for people. */
const remarkHeadings: readonly string[] = ['status', 'phone_number_type', 'country_iso_alpha2'];

const bare = (heading: string) => heading.trim().toLowerCase();

/** Understands headings: `phone_number`, `id`, `general.tags`; also labels and bare keys where only one setting has them. */
export class Headings {
  readonly #settings: readonly Setting[];
  readonly #names = new Map<string, Setting[]>();

  constructor(table: Table) {
    this.#settings = table.settings;
    for (const setting of table.settings) {
      const section = table.sections.find(({ key }) => key === setting.section);
      const names = [
        settingId(setting),
        setting.key,
        setting.label(),
        `${section?.label() ?? ''}: ${setting.label()}`,
      ];
      for (const name of new Set(names.map(bare)))
        this.#names.set(name, [...(this.#names.get(name) ?? []), setting]);
    }
  }

  column(heading: string): Column {
    const name = bare(heading);
    if ([phoneHeading, 'phone number', 'number', bare(t('Number'))].includes(name))
      return { holds: 'phone-number' };
    if (name === idHeading) return { holds: 'id' };
    if (remarkHeadings.includes(name)) return { holds: 'remark' };
    const named = this.#names.get(name) ?? [];
    const [setting] = named;
    if (setting && named.length === 1) return { holds: 'setting', setting };
    return { holds: 'unknown', sentence: this.#sentence(heading.trim(), named) };
  }

  /** How many headings are understood. */
  known(headings: readonly string[]): number {
    return headings.filter((heading) => this.column(heading).holds !== 'unknown').length;
  }

  #sentence(heading: string, named: readonly Setting[]): string {
    const ids = named.map(settingId).join(', ');
    if (named.length > 1)
      return t(
        '"{0}" can mean several settings and is not read. Write one of these instead: {1}.',
        heading,
        ids,
      );
    if (heading === '') return t('A column without a heading is not read.');
    const near = this.#near(bare(heading));
    return near === undefined
      ? t('There is no setting "{0}"; this column is not read.', heading)
      : t('There is no setting "{0}"; this column is not read. Did you mean {1}?', heading, near);
  }

  /** A setting whose key holds the word, or is held by it. */
  #near(heading: string): string | undefined {
    const word =
      heading
        .split('.')
        .at(-1)
        ?.replaceAll(/[\s-]+/g, '_') ?? '';
    if (word.length < 3) return undefined;
    const found = this.#settings.find(({ key }) => key.includes(word) || word.includes(key));
    return found && settingId(found);
  }
}
