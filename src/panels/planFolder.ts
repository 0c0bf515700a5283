import { join } from 'node:path';
import type { Uri } from 'vscode';

/** Where the journals of an account are. */
export const planFolder = (storage: Uri, profile: string): string => join(storage.fsPath, 'plans', profile);
