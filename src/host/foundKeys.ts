import { t } from '@vscode/l10n';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { keysInCliConfig, type Found } from '../core/accounts/cli.ts';
import { checkKey } from '../core/accounts/key.ts';

export const keyVariable = 'TELNYX_API_KEY';

/** Where the Telnyx CLI keeps its keys, on every system. */
export function cliConfigPath(): string {
  return join(homedir(), '.config', 'telnyx', 'config.json');
}

function inEnvironment(): Found {
  const value = process.env[keyVariable];
  if (value === undefined || value === '') return { keys: [], problems: [] };
  const checked = checkKey(value);
  return checked.ok
    ? { keys: [{ name: keyVariable, from: 'environment', key: checked.key }], problems: [] }
    : { keys: [], problems: [`${keyVariable}: ${checked.sentence}`] };
}

async function inCliConfig(): Promise<Found> {
  try {
    return keysInCliConfig(await readFile(cliConfigPath(), 'utf8'));
  } catch (failure) {
    const missing = failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';
    return { keys: [], problems: missing ? [] : [t('The config file of the Telnyx CLI cannot be read.')] };
  }
}

/** Looks for keys outside this extension. Only on request: they are another program's. */
export async function findKeys(): Promise<Found> {
  const [environment, cli] = [inEnvironment(), await inCliConfig()];
  const known = new Set(environment.keys.map(({ key }) => key));
  return {
    keys: [...environment.keys, ...cli.keys.filter(({ key }) => !known.has(key))],
    problems: [...environment.problems, ...cli.problems],
  };
}
