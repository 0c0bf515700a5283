import { t } from '@vscode/l10n';
import type { ReadProgress } from '../core/files/account.ts';
import type { FileText } from '../core/files/bytes.ts';
import { brief, grouped, visible } from '../core/model/text.ts';
import type { PlanReview } from '../core/plan/proposal.ts';
import type { ImportPage } from '../core/protocol/import.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { readChanges, type Imported } from './importRead.ts';

/** More problems than these nobody reads at once. */
const mostShown = 500;

export interface ImportViewParts {
  readonly account: CurrentAccount;
  readonly profile: { readonly id: string; readonly name: string };
  readonly plans: PlanReview;
  /** The name of the file, which tells its format. */
  readonly name: string;
  /** Where it is, to come back to it. */
  readonly file: string;
  /** Reads it, as it is now. */
  readonly read: () => Promise<FileText>;
}

/** One file of changes: read, compared with the account, and what stands in the way. It sends nothing. */
export class ImportView implements Disposable {
  readonly parts: ImportViewParts;
  readonly #changed = new Emitter<undefined>();
  readonly #following: Disposable;
  #imported: Imported | undefined;
  #failure: Failure | undefined;
  #running: { readonly stop: AbortController; readonly progress?: ReadProgress } | undefined;

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: ImportViewParts) {
    this.parts = parts;
    this.#following = parts.account.onDidChange(() => this.#draw());
  }

  get imported(): Imported | undefined {
    return this.#imported;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Whether a person should look before going on. */
  get needsALook(): boolean {
    const { problems = [], remarks = [] } = this.#imported ?? {};
    return this.#failure !== undefined || problems.length > 0 || remarks.length > 0;
  }

  /** How far reading has come, in words. */
  get progress(): string | undefined {
    if (!this.#running) return undefined;
    const { read, of } = this.#running.progress ?? {};
    if (read === undefined) return t('Reading {0}…', this.parts.name);
    return of === undefined
      ? t('Looking up numbers: {0}', grouped(read))
      : t('Looking up numbers: {0} of {1}', grouped(read), grouped(of));
  }

  /** Reads the file, again if it was before. Never rejects: see `failure`. Resolves to false when it was stopped. */
  async run(signal?: AbortSignal): Promise<boolean> {
    this.stop();
    const stop = new AbortController();
    signal?.addEventListener('abort', () => stop.abort(), { once: true });
    this.#running = { stop };
    this.#failure = undefined;
    this.#draw();
    const mine = () => this.#running?.stop === stop;
    try {
      const imported = await this.#read(stop.signal, (progress) => {
        if (mine()) this.#running = { stop, progress };
        this.#draw();
      });
      if (!mine()) return false;
      this.#imported = imported;
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      if (!mine()) return false;
      this.#running = undefined;
      if (thrown.kind !== 'cancelled') this.#failure = thrown;
      this.#draw();
      return thrown.kind !== 'cancelled';
    }
    this.#running = undefined;
    this.#draw();
    return true;
  }

  stop(): void {
    this.#running?.stop.abort();
    this.#running = undefined;
    this.#draw();
  }

  /** Opens what can be used as a plan. Throws a Failure. */
  async goOn(): Promise<void> {
    const { proposal } = this.#imported ?? {};
    if (proposal && this.#isOpen && !this.#running) await this.parts.plans.review(proposal);
  }

  state(): ImportPage {
    const { parts } = this;
    const { problems = [], proposal } = this.#imported ?? {};
    const progress = this.progress;
    const count = (proposal?.wishes.length ?? 0) + (proposal?.deletions.length ?? 0);
    return {
      file: visible(parts.name),
      account: visible(parts.profile.name),
      ...(progress !== undefined && { busy: progress }),
      ...(this.#failure && {
        failure: {
          sentence: this.#failure.sentence,
          ...(this.#failure.requestId !== undefined && { requestId: this.#failure.requestId }),
        },
      }),
      ...(!this.#isOpen && {
        closed: t(
          'The account "{0}" is not open. Switch to it, then read the file again.',
          parts.profile.name,
        ),
      }),
      summary: this.#imported ? summaryOf(this.#imported) : [],
      tone: problems.some(({ about }) => about === 'file')
        ? 'error'
        : problems.length > 0
          ? 'warning'
          : 'information',
      problems: problems.slice(0, mostShown).map(({ heading, sentence, ...rest }) => ({
        ...rest,
        ...(heading !== undefined && { heading: brief(heading, 60) }),
        sentence: brief(sentence, 400),
      })),
      more: Math.max(problems.length - mostShown, 0),
      ...(count > 0 &&
        this.#isOpen &&
        progress === undefined && {
          goOn: count === 1 ? t('Review 1 Number') : t('Review {0} Numbers', grouped(count)),
        }),
      restore: { profile: parts.profile.id, account: parts.profile.name, file: parts.file },
    };
  }

  dispose(): void {
    this.#following.dispose();
    this.stop();
    this.#changed.dispose();
  }

  get #isOpen(): boolean {
    return this.parts.account.session?.profile.id === this.parts.profile.id;
  }

  async #read(signal: AbortSignal, onProgress: (progress: ReadProgress) => void): Promise<Imported> {
    const session = this.parts.account.needed();
    if (session.profile.id !== this.parts.profile.id)
      throw new Failure({
        kind: 'misuse',
        sentence: t(
          'The account "{0}" is not open. Switch to it, then read the file again.',
          this.parts.profile.name,
        ),
        wayOut: 'check-account',
      });
    const text = await this.parts.read();
    if (!text.ok)
      return {
        count: 0,
        alike: 0,
        remarks: [],
        problems: [{ line: 1, sentence: text.sentence, about: 'file' }],
      };
    return await readChanges(text.text, this.parts.name, session, { signal, onProgress });
  }

  #draw(): void {
    this.#changed.fire(undefined);
  }
}

function summaryOf({ proposal, count, alike, problems, remarks }: Imported): readonly string[] {
  if (problems.some(({ about }) => about === 'file')) return [t('The file cannot be used as it is.')];
  const deleted = proposal?.deletions.length ?? 0;
  const left = problems.filter(({ about }) => about === 'row').length;
  return [
    countedWords(count, proposal?.wishes.length ?? 0),
    ...(deleted > 0 ? [deletedWords(deleted)] : []),
    ...(alike > 0 ? [alikeWords(alike)] : []),
    ...(left > 0 ? [leftWords(left)] : []),
    ...remarks,
  ];
}

function countedWords(count: number, wished: number): string {
  if (count === 1)
    return wished === 1 ? t('1 number in the file, to be changed.') : t('1 number in the file.');
  return wished === 0
    ? t('{0} numbers in the file, none of them to be changed.', grouped(count))
    : t('{0} numbers in the file, {1} of them to be changed.', grouped(count), grouped(wished));
}

const deletedWords = (deleted: number): string =>
  deleted === 1
    ? t('1 of them is to be deleted for good.')
    : t('{0} of them are to be deleted for good.', grouped(deleted));

const alikeWords = (alike: number): string =>
  alike === 1
    ? t('1 is already as the file wants it.')
    : t('{0} are already as the file wants them.', grouped(alike));

const leftWords = (left: number): string =>
  left === 1
    ? t(
        '1 is left out because of the problems below. Correct the file and read it again, or go on without it.',
      )
    : t(
        '{0} are left out because of the problems below. Correct the file and read it again, or go on without them.',
        grouped(left),
      );
