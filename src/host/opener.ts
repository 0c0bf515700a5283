import { t } from '@vscode/l10n';
import { healthAfter, type Health } from '../core/accounts/health.ts';
import type { Profile } from '../core/model/profile.ts';
import { Emitter, type Disposable } from '../core/state/emitter.ts';
import { Session, type CurrentAccount } from '../core/state/session.ts';
import type { Door, DoorOptions } from '../core/telnyx/door.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Traffic } from '../core/telnyx/traffic.ts';
import { readConfiguration } from './configuration.ts';
import { log } from './log.ts';
import type { Keys } from './secrets.ts';

type Access = Pick<DoorOptions, 'fetch' | 'apiKey'>;

/** The sample account lives as long as the window: switching away and back finds it as it was left. */
async function makeSample(): Promise<Access> {
  const { createSampleAccount, defaultKeys } = await import('../sample/index.ts');
  const apiKey = defaultKeys[0]?.key;
  return {
    fetch: createSampleAccount({ deliveryMs: 20_000 }).fetch,
    ...(apiKey !== undefined && { apiKey }),
  };
}

/**
 * What a first request needs loads while the key is looked up: the SDK, and what Node and VS Code read before they send
 * anything, of which the certificates of the machine take longest. A `data:` address is answered without a network.
 */
async function warmUp(): Promise<void> {
  const sent = fetch('data:,').catch(() => undefined);
  const { loadSdk } = await import('../core/telnyx/client.ts');
  await Promise.all([sent, loadSdk()]);
}

/** The door is not part of what activation loads. */
async function makeDoor(options: DoorOptions, onTraffic: (entry: Traffic) => void): Promise<Door> {
  const { openDoor } = await import('../core/telnyx/client.ts');
  const { concurrency, deadline } = readConfiguration();
  return openDoor({ ...options, concurrency, deadline, onTraffic });
}

const noKey = (profile: Profile) =>
  new Failure({
    kind: 'unauthorized',
    sentence: t('The API key of "{0}" is not on this machine. Enter it again.', profile.name),
    wayOut: 'replace-key',
  });

/** Opens profiles: finds the key, makes the session and puts it in force; the last one asked for wins. */
export class Opener implements Disposable {
  readonly #current: CurrentAccount;
  readonly #keys: Keys;
  readonly #healthChanged = new Emitter<undefined>();
  #sample: Promise<Access> | undefined;
  #openKey: string | undefined;
  #turn = 0;
  #health: Health = 'unknown';

  readonly onDidChangeHealth = this.#healthChanged.event;

  constructor(current: CurrentAccount, keys: Keys) {
    this.#current = current;
    this.#keys = keys;
  }

  get health(): Health {
    return this.#health;
  }

  /** Opens a profile, or locks it with the reason why it cannot be opened. Never throws. */
  async open(profile: Profile): Promise<void> {
    const turn = ++this.#turn;
    try {
      // What the session is made of loads while the key is looked up.
      const [access] = await Promise.all([
        profile.kind === 'sample' ? this.#reachSample() : this.#unlock(profile),
        import('../core/telnyx/client.ts'),
        import('../core/resources/index.ts'),
      ]);
      const session = await this.#makeSession(profile, access, turn);
      // A door that was opened too late has sent nothing.
      if (turn !== this.#turn) {
        session.dispose();
        return;
      }
      this.#openKey = access.apiKey;
      this.#health = 'unknown';
      this.#current.become({ phase: 'open', session });
    } catch (thrown) {
      if (!(thrown instanceof Failure)) log.error(thrown);
      const { failureFrom } = await import('../core/telnyx/failureFrom.ts');
      if (turn !== this.#turn) return;
      this.#openKey = undefined;
      this.#health = 'unknown';
      const failure = failureFrom(thrown, { host: profile.baseUrl, writeSent: false });
      this.#current.become({ phase: 'locked', profile, failure });
    }
  }

  /** A way in for a key that is not kept yet; close it after use. */
  tryKey(baseUrl: string, apiKey: string): Promise<Door> {
    return makeDoor({ baseUrl, apiKey, readOnly: true }, (entry) => {
      log.traffic(t('new key'), entry);
    });
  }

  /** Opens the profile again when its key is another than the one in use, or gone. */
  async followKey(profile: Profile): Promise<void> {
    const key = await this.#keys.get(profile.id).catch(() => undefined);
    if (key !== this.#openKey) await this.open(profile);
  }

  close(): void {
    this.#turn++;
    this.#openKey = undefined;
    this.#current.become({ phase: 'none' });
  }

  /** The next sample account starts afresh. */
  forgetSample(): void {
    this.#sample = undefined;
  }

  async #unlock(profile: Profile): Promise<Access> {
    warmUp().catch((thrown: unknown) => log.error(thrown));
    const apiKey = await this.#keys.get(profile.id);
    if (apiKey === undefined) throw noKey(profile);
    return { apiKey };
  }

  async #reachSample(): Promise<Access> {
    this.#sample ??= makeSample();
    try {
      return await this.#sample;
    } catch (thrown) {
      this.#sample = undefined;
      throw thrown;
    }
  }

  async #makeSession(profile: Profile, access: Access, turn: number): Promise<Session> {
    const { baseUrl, readOnly, name } = profile;
    const opening = makeDoor({ ...access, baseUrl, readOnly }, (entry) => {
      log.traffic(name, entry);
      if (turn === this.#turn) this.#feel(healthAfter(this.#health, entry));
    });
    // Nor are the kinds of things an account holds: both load side by side.
    const [door, { kinds }] = await Promise.all([opening, import('../core/resources/index.ts')]);
    return new Session(profile, door, kinds);
  }

  #feel(health: Health): void {
    if (health === this.#health) return;
    this.#health = health;
    this.#healthChanged.fire(undefined);
  }

  dispose(): void {
    this.#turn++;
    this.#healthChanged.dispose();
  }
}
