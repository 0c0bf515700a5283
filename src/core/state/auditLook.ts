import { auditEvents, auditEventsOf } from '../resources/auditEvents.ts';
import {
  askedTime,
  auditFilterWords,
  auditTimeWords,
  sameTime,
  siftOf,
  type AuditFilter,
} from '../resources/auditFilter.ts';
import type { ResourceKind } from '../resources/kind.ts';
import type { Disposable } from './emitter.ts';
import { narrowingOf } from './narrowing.ts';
import type { Session } from './session.ts';

/** Which audit events of an account are shown. Another time is asked for; anything else sifts what is loaded. */
export class AuditLook implements Disposable {
  readonly #session: Session;
  #filter: AuditFilter = {};
  #kind: ResourceKind = auditEvents;

  constructor(session: Session) {
    this.#session = session;
  }

  get filter(): AuditFilter {
    return this.#filter;
  }

  /** The list that the view stands on. */
  get kind(): ResourceKind {
    return this.#kind;
  }

  put(filter: AuditFilter): void {
    if (!sameTime(filter, this.#filter)) {
      const anyTime = auditTimeWords(filter) === undefined;
      this.#kind = anyTime ? auditEvents : auditEventsOf(() => askedTime(filter, Date.now()));
    }
    this.#filter = filter;
    const line = auditFilterWords(filter);
    const sift = siftOf(filter);
    narrowingOf(this.#session).set(
      auditEvents.name,
      line === '' ? undefined : { kind: this.#kind, line, ...(sift && { sift }) },
    );
  }

  dispose(): void {
    this.#filter = {};
  }
}

const make = (session: Session) => new AuditLook(session);

export const auditLookOf = (session: Session): AuditLook => session.keep(make);
