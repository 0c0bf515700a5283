import type { AuditLog } from './audit-log.ts';
import type { Ground } from './ground.ts';
import { canText } from './messaging-view.ts';
import { Random } from './random.ts';

interface Order {
  readonly id: string;
  readonly profileId: string;
  readonly step: number;
  readonly pending: string[];
  readonly success: string[];
  readonly failed: string[];
}

/** Orders to change the messaging profile of many numbers. There is no list of them: whoever made one keeps its id. */
export class BulkOrders {
  readonly #ground: Ground;
  readonly #audit: AuditLog;
  readonly #orders = new Map<string, Order>();
  readonly #random: Random;

  constructor(ground: Ground, audit: AuditLog) {
    this.#ground = ground;
    this.#audit = audit;
    this.#random = new Random(ground.settings.seed, 'orders');
  }

  create(profileId: string, numbers: readonly string[]): Order {
    const pending = [...new Set(numbers)];
    const step = Math.max(1, Math.ceil(pending.length / 3));
    const order = { id: this.#random.uuid(), profileId, step, pending, success: [], failed: [] };
    this.#orders.set(order.id, order);
    return order;
  }

  /** Looks at an order; each look finds a third of it done. */
  look(id: string): Order | undefined {
    const order = this.#orders.get(id);
    if (!order) return undefined;
    for (const number of order.pending.splice(0, order.step)) {
      (this.#assign(number, order.profileId) ? order.success : order.failed).push(number);
    }
    return order;
  }

  #assign(number: string, profileId: string): boolean {
    const record = this.#ground.numbers.byPhoneNumber(number);
    if (!record || !canText(record) || record.status !== 'active') return false;
    this.#audit.watch(record, 'update', () => {
      record.messagingProfileId = profileId === '' ? null : profileId;
      record.updatedAt = this.#ground.now();
    });
    return true;
  }
}
