import type { Memento, TreeView } from 'vscode';
import * as v from 'valibot';
import { contextKeys } from '../core/model/names.ts';
import {
  deliveriesWhere,
  deliveryFilterSchema,
  deliveryFilterWords,
  filtersDeliveries,
} from '../core/resources/deliveryFilter.ts';
import type { Disposable } from '../core/state/emitter.ts';
import { narrowingOf } from '../core/state/narrowing.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { tailOf } from '../core/state/tail.ts';
import { tailWords } from '../core/state/tailWords.ts';
import { setContext } from '../host/contextKeys.ts';
import { keptFilters } from '../host/keptFilters.ts';
import { FailureBadge } from './failureBadge.ts';
import type { Node } from './node.ts';
import type { TelnyxTree } from './tree.ts';

interface Parts {
  readonly account: CurrentAccount;
  readonly view: Pick<TreeView<Node>, 'visible' | 'badge'>;
  readonly tree: TelnyxTree;
  readonly workspaceState: Memento;
  readonly globalState: Memento;
}

/** What the view of webhooks has beside its list: a filter that was kept, the live tail, the badge. */
export class DeliveriesFollower implements Disposable {
  readonly #parts: Parts;
  readonly #badge: FailureBadge;
  #session: Session | undefined;
  #listening: Disposable | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#badge = new FailureBadge(parts);
  }

  /** To be called when the account, the view or what it shows is another than before. */
  look(): void {
    const { account, view } = this.#parts;
    const { session } = account;
    if (session !== this.#session) this.#follow(session);
    if (session) tailOf(session).see(view.visible);
    this.#badge.look();
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#badge.dispose();
  }

  #follow(session: Session | undefined): void {
    this.#session = session;
    this.#listening?.dispose();
    this.#listening = undefined;
    if (session) {
      restoreFilter(session, this.#parts.workspaceState);
      this.#listening = tailOf(session).onDidChange(() => this.#tell());
    }
    this.#tell();
  }

  #tell(): void {
    const words = this.#session && tailWords(tailOf(this.#session).state);
    setContext(contextKeys.tailing, words !== undefined);
    this.#parts.tree.remark(words);
  }
}

/** Puts a filter in force that was kept, unless a person was quicker. What cannot be read is no filter. */
function restoreFilter(session: Session, state: Memento): void {
  const kept = v.safeParse(deliveryFilterSchema, keptFilters(state).of(session.profile.id));
  const [kind] = session.kinds.filter(({ name }) => name === 'delivery');
  if (!kept.success || !kind || !filtersDeliveries(kept.output) || narrowingOf(session).of(kind)) return;
  const line = deliveryFilterWords(kept.output);
  narrowingOf(session).set('delivery', { kind: deliveriesWhere(kept.output), line });
}
