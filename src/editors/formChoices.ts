import type { ChoiceLists } from '../core/state/choiceLists.ts';
import { sources, type ChoiceSource } from '../core/resources/choices.ts';
import type { Disposable } from '../core/state/emitter.ts';
import { settingId } from '../core/settings/setting.ts';
import type { NumberFile } from './numberFile.ts';

const isSource = (source: string): source is ChoiceSource => Object.hasOwn(sources, source);

/** The lists that one form chooses from: what it searches in them, and the names of what is chosen. */
export class FormChoices implements Disposable {
  readonly #lists: () => ChoiceLists | undefined;
  readonly #changed: () => void;
  readonly #searches = new Map<ChoiceSource, string>();
  #followed: ChoiceLists | undefined;
  #following: Disposable | undefined;

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

  /** Ids that a text says and no list has may be newer than the lists. */
  doubt(file: NumberFile, text: string): void {
    const { values } = file.read(text);
    for (const setting of file.table.settings) {
      const value = values[settingId(setting)];
      if (setting.type.kind !== 'choice' || typeof value !== 'string') continue;
      if (this.lists?.name(setting.type.from, value) === undefined) this.lists?.doubt(setting.type.from);
    }
  }

  dispose(): void {
    this.#following?.dispose();
  }

  /** Lists are loaded anew by others, too. */
  #follow(lists: ChoiceLists | undefined): void {
    if (lists === this.#followed) return;
    this.#following?.dispose();
    this.#followed = lists;
    this.#following = lists?.onDidChange(() => this.#changed());
  }

  async #load(source: ChoiceSource): Promise<void> {
    const { lists } = this;
    this.#follow(lists);
    const loading = lists?.load(source);
    this.#changed();
    await loading;
    this.#changed();
  }
}
