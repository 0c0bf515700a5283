import { business, type Business } from './business.ts';
import { makeChoices, type Choices } from './choice-lists.ts';
import { accountAge, type NumberRecord } from './number-record.ts';
import { NumberStore } from './number-store.ts';
import type { SampleSettings } from './options.ts';

/** What every part of the account stands on: its settings, its clock, who owns it, its numbers and choices. */
export class Ground {
  readonly settings: SampleSettings;
  /** When whoever runs the account opened it: all history lies before this. */
  readonly epoch: number;
  /** When the business became a customer. */
  readonly born: number;
  readonly business: Business;
  readonly choices: Choices;
  readonly numbers: NumberStore;
  /** Numbers whose emergency state is in between, to be settled when their time comes. */
  readonly provisioning = new Set<NumberRecord>();
  readonly #connectionNames: ReadonlyMap<string, string>;
  readonly #profileNames: ReadonlyMap<string, string>;

  constructor(settings: SampleSettings) {
    const { seed } = settings;
    this.settings = settings;
    this.epoch = settings.now();
    this.born = this.epoch - accountAge;
    this.business = business(seed);
    this.choices = makeChoices(seed, this.born, this.business.organizationId);
    this.numbers = new NumberStore(seed, settings.numbers, this.born, this.choices);
    this.#connectionNames = new Map(this.choices.connections.map((row) => [row.id, row.connection_name]));
    this.#profileNames = new Map(this.choices.profiles.map((row) => [row.id, row.name]));
  }

  now(): number {
    return this.settings.now();
  }

  connectionName(id: string | null): string | null {
    return id === null ? null : (this.#connectionNames.get(id) ?? null);
  }

  profileName(id: string | null): string | null {
    if (id === null || id === 'UNAVAILABLE') return id;
    return this.#profileNames.get(id) ?? null;
  }

  readonly hasConnection = (id: string): boolean => this.#connectionNames.has(id);
  readonly hasProfile = (id: string): boolean => this.#profileNames.has(id);
  readonly hasBillingGroup = (id: string): boolean => this.choices.billingGroups.some((row) => row.id === id);
  readonly hasAddress = (id: string): boolean => this.choices.addresses.some((row) => row.id === id);
}
