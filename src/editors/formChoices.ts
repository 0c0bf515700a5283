import type { ChoiceLists } from '../core/state/choiceLists.ts';
import { sources, type ChoiceSource } from '../core/resources/choices.ts';
import { settingId } from '../core/settings/setting.ts';
import type { NumberFile } from './numberFile.ts';

const isSource = (source: string): source is ChoiceSource => Object.hasOwn(sources, source);

/** The lists that one form chooses from: what it searches in them, and the names of what is chosen. */
export class FormChoices {
  readonly #lists: () => ChoiceLists | undefined;
  readonly #changed: () => void;
  readonly #searches = new Map<ChoiceSource, string>();

  /** `lists` are those of the account as it is open now. */
  constructor(lists: () => ChoiceLists | undefined, changed: () => void) {
    this.#lists = lists;
    this.#changed = changed;
  }

  get lists(): ChoiceLists | undefined {
    return this.#lists();
  }

  /** Source -> what is searched for. */
  get searches(): ReadonlyMap<ChoiceSource, string> {
    return this.#searches;
  }

  async search(source: string, query: string): Promise<void> {
    if (!isSource(source)) return;
    this.#searches.set(source, query);
    await this.#load(source);
  }

  /** Ids say little: the lists of the values that are set, and those that are searched in, are loaded for their names. */
  name(file: NumberFile): void {
    const wanted = new Set(this.#searches.keys());
    for (const setting of file.table.settings) {
      const value = file.base[settingId(setting)];
      if (setting.type.kind === 'choice' && typeof value === 'string') wanted.add(setting.type.from);
    }
    for (const source of wanted) void this.#load(source);
  }

  async #load(source: ChoiceSource): Promise<void> {
    const loading = this.lists?.load(source);
    this.#changed();
    await loading;
    this.#changed();
  }
}
