import { FileSystemError, Uri, workspace, type SecretStorage } from 'vscode';
import type { Draft, DraftStore } from './draft.ts';
import { holdsSecret, openPart, parseDraft, rejoined } from './draftText.ts';

/** One stored draft: of a number, by a window. */
interface Place {
  readonly profileId: string;
  readonly name: string;
  readonly window: string;
}

/**
 * Drafts as files in the storage of the extension, written at once so that they survive a crash; what would tell a secret
 * goes to SecretStorage instead. Each window has its own: two that have the same number open began at different times.
 */
export class DraftFiles implements DraftStore {
  readonly #folder: Uri;
  readonly #secrets: SecretStorage;
  readonly #window: string;
  /** Drafts of other windows that this one goes on with. */
  readonly #taken = new Map<string, Place>();

  /** `window` is the same after a reload. */
  constructor(storage: Uri, secrets: SecretStorage, window: string) {
    this.#folder = Uri.joinPath(storage, 'drafts');
    this.#secrets = secrets;
    this.#window = window;
  }

  async load(profileId: string, name: string): Promise<Draft | undefined> {
    const own = this.#own(profileId, name);
    const draft = await this.#read(own);
    if (draft) return draft;
    const left = await this.#leftBehind(own);
    if (left) this.#taken.set(keyOf(own), left.place);
    return left?.draft;
  }

  async store(profileId: string, name: string, draft: Draft): Promise<void> {
    const own = this.#own(profileId, name);
    await this.#write(own, draft);
    await this.#removeTaken(own);
  }

  async remove(profileId: string, name: string): Promise<void> {
    const own = this.#own(profileId, name);
    await this.#delete(own);
    await this.#removeTaken(own);
  }

  /** Forgets every draft of an account that is removed. */
  async removeAll(profileId: string): Promise<void> {
    const folder = Uri.joinPath(this.#folder, profileId);
    for (const name of await namesIn(folder))
      for (const window of await this.#windows(profileId, name))
        await quietly(this.#secrets.delete(secretKey({ profileId, name, window })));
    await quietly(workspace.fs.delete(folder, { recursive: true }));
  }

  #own(profileId: string, name: string): Place {
    return { profileId, name, window: this.#window };
  }

  #file({ profileId, name, window }: Place): Uri {
    return Uri.joinPath(this.#folder, profileId, name, `${window}.json`);
  }

  async #windows(profileId: string, name: string): Promise<readonly string[]> {
    const files = await namesIn(Uri.joinPath(this.#folder, profileId, name));
    return files.map((file) => file.replace(/\.json$/, ''));
  }

  /** The newest draft of another window. What such a window only began from stays its own. */
  async #leftBehind(own: Place): Promise<{ readonly place: Place; readonly draft: Draft } | undefined> {
    const { profileId, name } = own;
    const others = (await this.#windows(profileId, name)).filter((window) => window !== own.window);
    const read = others.map(async (window) => {
      const place = { profileId, name, window };
      const draft = await this.#read(place);
      return draft?.text === undefined ? [] : [{ place, draft }];
    });
    const left = (await Promise.all(read)).flat();
    return left.toSorted((one, other) => (other.draft.stamp ?? 0) - (one.draft.stamp ?? 0))[0];
  }

  async #read(place: Place): Promise<Draft | undefined> {
    const open = parseDraft(await readText(this.#file(place)));
    if (!open) return undefined;
    // A keyring that cannot be read has lost this part; what the file holds is served all the same.
    const secret = await quietly(this.#secrets.get(secretKey(place)));
    return rejoined(open, parseDraft(secret));
  }

  async #write(place: Place, draft: Draft): Promise<void> {
    const key = secretKey(place);
    const secret = holdsSecret(draft);
    // A typed secret that cannot be kept is an error; without a keyring one whose past is unknown is asked about.
    if (secret === 'typed') await this.#secrets.store(key, JSON.stringify(draft));
    await workspace.fs.writeFile(
      this.#file(place),
      new TextEncoder().encode(JSON.stringify(openPart(draft))),
    );
    if (secret === 'past')
      await quietly(this.#secrets.store(key, JSON.stringify({ ...draft, text: undefined })));
    if (secret === 'none') await quietly(this.#secrets.delete(key));
  }

  async #removeTaken(own: Place): Promise<void> {
    const taken = this.#taken.get(keyOf(own));
    this.#taken.delete(keyOf(own));
    if (taken) await this.#delete(taken);
  }

  async #delete(place: Place): Promise<void> {
    await quietly(workspace.fs.delete(this.#file(place)));
    await quietly(this.#secrets.delete(secretKey(place)));
  }
}

const keyOf = ({ profileId, name }: Omit<Place, 'window'>) => `${profileId}/${name}`;
const secretKey = ({ window, ...place }: Place) => `telnyx.draft.${keyOf(place)}/${window}`;

async function readText(file: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch (thrown) {
    if (thrown instanceof FileSystemError && thrown.code === 'FileNotFound') return undefined;
    throw thrown;
  }
}

async function namesIn(folder: Uri): Promise<readonly string[]> {
  return ((await quietly(workspace.fs.readDirectory(folder))) ?? []).map(([name]) => name);
}

/** For steps whose failure means "not there". */
async function quietly<T>(step: Thenable<T>): Promise<T | undefined> {
  try {
    return await step;
  } catch {
    return undefined;
  }
}
