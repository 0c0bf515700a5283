import { FileSystemError, Uri, workspace, type SecretStorage } from 'vscode';
import * as v from 'valibot';
import { readDocument } from '../core/settings/document.ts';
import { settingId, type Value, type Values } from '../core/settings/setting.ts';
import { numberTable } from '../core/settings/table.ts';
import { draftSchema, type Draft, type DraftStore } from './draft.ts';

const secretIds = numberTable.settings.filter(({ type }) => type.kind === 'secret').map(settingId);

const isSecret = ([id, value]: readonly [string, Value]) =>
  secretIds.includes(id) && typeof value === 'string';

const withoutSecrets = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter((entry) => !isSecret(entry)));

/** Whether a text holds a typed secret, or may hold one because it cannot be read. */
function holdsSecret(text: string): boolean {
  const read = readDocument(text);
  return !read.usable || secretIds.some((id) => typeof read.values[id] === 'string');
}

/**
 * Drafts as files in the storage of the extension, written at once so that they survive a crash. A text with a typed
 * secret goes to SecretStorage instead, and so does what a secret was before.
 */
export class DraftFiles implements DraftStore {
  readonly #folder: Uri;
  readonly #secrets: SecretStorage;

  constructor(storage: Uri, secrets: SecretStorage) {
    this.#folder = Uri.joinPath(storage, 'drafts');
    this.#secrets = secrets;
  }

  async load(profileId: string, phoneNumber: string): Promise<Draft | undefined> {
    const open = parse(await readText(this.#file(profileId, phoneNumber)));
    if (!open) return undefined;
    const hidden = await this.#hidden(profileId, phoneNumber);
    return { ...open, ...hidden, base: { ...open.base, ...hidden?.base } };
  }

  async store(profileId: string, phoneNumber: string, draft: Draft): Promise<void> {
    const { text, ...rest } = draft;
    const hide = text !== undefined && holdsSecret(text);
    const open: Draft = {
      ...rest,
      base: withoutSecrets(draft.base),
      ...(hide || text === undefined ? {} : { text }),
    };
    const file = this.#file(profileId, phoneNumber);
    const key = secretKey(profileId, phoneNumber);
    if (hide) await this.#secrets.store(key, JSON.stringify(draft));
    await workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(open)));
    if (hide) return;
    // Without a keyring the rest is kept all the same; a secret whose past is unknown is asked about.
    const past = Object.entries(draft.base).some(isSecret);
    await quietly(past ? this.#secrets.store(key, JSON.stringify(rest)) : this.#secrets.delete(key));
  }

  async remove(profileId: string, phoneNumber: string): Promise<void> {
    await quietly(workspace.fs.delete(this.#file(profileId, phoneNumber)));
    await quietly(this.#secrets.delete(secretKey(profileId, phoneNumber)));
  }

  /** Forgets every draft of an account that is removed. */
  async removeAll(profileId: string): Promise<void> {
    const folder = Uri.joinPath(this.#folder, profileId);
    const entries = (await quietly(workspace.fs.readDirectory(folder))) ?? [];
    for (const [name] of entries)
      await this.#secrets.delete(secretKey(profileId, name.replace(/\.json$/, '')));
    await quietly(workspace.fs.delete(folder, { recursive: true }));
  }

  #file(profileId: string, phoneNumber: string): Uri {
    return Uri.joinPath(this.#folder, profileId, `${phoneNumber}.json`);
  }

  async #hidden(profileId: string, phoneNumber: string): Promise<Draft | undefined> {
    // A keyring that cannot be read has lost this part; what the file holds is served all the same.
    const text = await quietly(this.#secrets.get(secretKey(profileId, phoneNumber)));
    return text === undefined ? undefined : parse(text);
  }
}

const secretKey = (profileId: string, phoneNumber: string) => `telnyx.draft.${profileId}.${phoneNumber}`;

function parse(text: string | undefined): Draft | undefined {
  if (text === undefined) return undefined;
  try {
    const decoded = v.safeParse(draftSchema, JSON.parse(text));
    return decoded.success ? decoded.output : undefined;
  } catch {
    return undefined;
  }
}

async function readText(file: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch (thrown) {
    if (thrown instanceof FileSystemError && thrown.code === 'FileNotFound') return undefined;
    throw thrown;
  }
}

/** For steps whose failure means "not there". */
async function quietly<T>(step: Thenable<T>): Promise<T | undefined> {
  try {
    return await step;
  } catch {
    return undefined;
  }
}
