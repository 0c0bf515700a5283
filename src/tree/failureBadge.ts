import { t } from '@vscode/l10n';
import type { Memento, TreeView } from 'vscode';
import { decodeDelivery } from '../core/resources/delivery.ts';
import { countFailedSince } from '../core/resources/deliveryFailures.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { failedSince, lookedUntil } from '../core/webhooks/looked.ts';
import { keptLooks } from '../host/keptFilters.ts';
import type { Node } from './node.ts';
import type { TelnyxTree } from './tree.ts';

interface Parts {
  readonly account: CurrentAccount;
  readonly view: Pick<TreeView<Node>, 'visible' | 'badge'>;
  readonly tree: Pick<TelnyxTree, 'collections' | 'narrowed'>;
  readonly globalState: Memento;
}

/**
 * Counts the deliveries that failed since somebody last looked at them: once when an account is opened, by one
 * request, and in the rows that are read while nobody looks. Whoever sees the view has looked.
 */
export class FailureBadge implements Disposable {
  readonly #parts: Parts;
  #session: Session | undefined;
  #asking = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** To be called when the account, the view or its rows are others than before. */
  look(): void {
    const { account, view } = this.#parts;
    const { session } = account;
    if (session !== this.#session) this.#follow(session);
    if (!session) return;
    if (view.visible) this.#seen(session);
    else this.#count(session);
  }

  dispose(): void {
    this.#asking.abort();
  }

  #follow(session: Session | undefined): void {
    this.#session = session;
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#show(0);
    if (session && !this.#parts.view.visible) void this.#ask(session, this.#asking.signal);
  }

  /** Silent where it fails: a badge is a courtesy, and the view tells what is wrong. */
  async #ask(session: Session, signal: AbortSignal): Promise<void> {
    const looked = this.#lookedUntil(session);
    if (looked === undefined) return;
    const count = await countFailedSince(session.door, looked, signal).catch(() => undefined);
    if (count !== undefined && session === this.#session && !this.#parts.view.visible) this.#show(count);
  }

  #seen(session: Session): void {
    this.#show(0);
    const { tree, globalState } = this.#parts;
    // Through a filter one sees some only.
    if (tree.narrowed !== undefined) return;
    const until = lookedUntil(this.#rows());
    const before = this.#lookedUntil(session);
    if (until === undefined || (before !== undefined && before >= until)) return;
    void keptLooks(globalState).keep(session.profile.id, until);
  }

  #count(session: Session): void {
    const looked = this.#lookedUntil(session);
    if (looked === undefined || this.#rows().length === 0) return;
    const count = failedSince(this.#rows(), looked);
    if (count > (this.#parts.view.badge?.value ?? 0)) this.#show(count);
  }

  #rows() {
    return this.#parts.tree.collections.flatMap(({ listing }) =>
      listing.rows.flatMap(({ raw }) => decodeDelivery(raw) ?? []),
    );
  }

  #lookedUntil({ profile }: Session): string | undefined {
    const kept = keptLooks(this.#parts.globalState).of(profile.id);
    return typeof kept === 'string' && !Number.isNaN(Date.parse(kept)) ? kept : undefined;
  }

  #show(value: number): void {
    const { view } = this.#parts;
    if ((view.badge?.value ?? 0) === value) return;
    const tooltip =
      value === 1
        ? t('1 webhook delivery failed since you last looked')
        : t('{0} webhook deliveries failed since you last looked', value);
    // VS Code takes a badge away where none is given.
    view.badge = value === 0 ? undefined : { value, tooltip };
  }
}
