import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { known } from '../find/record.ts';
import { decoder, id } from '../resources/decode.ts';
import { failureFrom } from '../telnyx/failureFrom.ts';
import { listPages } from '../telnyx/pages.ts';
import type { Far } from './reading.ts';
import { WholeList, type WholeListParts } from './wholeList.ts';

const messaging = decoder(v.object({ id, messaging_profile_id: known }));
type Messaging = NonNullable<ReturnType<typeof messaging>>;

/** More mobile numbers than any account is known to have. */
const most = 1_000_000;

interface MobileListParts extends WholeListParts {
  /** For sentences about the connection. */
  readonly host: string;
}

/**
 * The mobile numbers of an account, read whole. Where they cannot be read, that is said beside what is found among the
 * others: an account need not have this part of the API.
 */
export class MobileList {
  readonly #parts: MobileListParts;
  readonly #list: WholeList;
  #failed: readonly string[] = [];
  #profiles = false;

  constructor(parts: MobileListParts) {
    this.#parts = parts;
    this.#list = new WholeList(parts);
  }

  get warnings(): readonly string[] {
    return [...this.#list.warnings, ...this.#failed];
  }

  /** Whether something is still to be read; what failed is read again only when somebody wants it. */
  get lacks(): boolean {
    return this.#failed.length === 0 && (this.#list.lacks || !this.#profiles);
  }

  /** All is to be read again. */
  forget(): void {
    this.#list.forget();
    this.#profiles = false;
    this.retry();
  }

  /** What failed is to be tried again. */
  retry(): void {
    this.#failed = [];
  }

  /** Reads what is lacking; never rejects. */
  async read(signal: AbortSignal, onFar: (far: Far) => void): Promise<void> {
    if (!this.lacks) return;
    const tell = (words: (why: string) => string) => (thrown: unknown) => {
      if (signal.aborted) return;
      const { sentence } = failureFrom(thrown, { host: this.#parts.host, writeSent: false });
      this.#failed = [words(sentence)];
    };
    await this.#list
      .read(signal, onFar)
      .catch(tell((why) => t('Mobile numbers could not be searched: {0}', why)));
    if (signal.aborted || this.#failed.length > 0) return;
    await this.#readProfiles(signal).catch(
      tell((why) => t('The messaging profiles of mobile numbers could not be read: {0}', why)),
    );
  }

  reread(number: string, signal: AbortSignal): Promise<void> {
    return this.#list.reread(number, signal);
  }

  /** Their own list does not tell messaging profiles, but that of their messaging does (operation 3). */
  async #readProfiles(signal: AbortSignal): Promise<void> {
    const { door, index } = this.#parts;
    if (index.countOf('mobile') > 0)
      await listPages<Messaging | undefined>({
        fetchPage: async (page, own) => {
          const told = await door.page(
            (sdk, query, options) => sdk.mobilePhoneNumbers.messaging.list(query, options),
            page,
            own,
          );
          return { ...told, rows: told.rows.map(messaging) };
        },
        identify: (row) => row?.id,
        size: 250,
        cap: most,
        signal,
        onRows: (rows) => {
          for (const row of rows) if (row) index.setMobileProfile(row.id, row.messaging_profile_id);
        },
      });
    this.#profiles = !signal.aborted;
  }
}
