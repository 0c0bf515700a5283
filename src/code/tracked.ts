import { extensions, type Uri } from 'vscode';

/** What we need of the API of VS Code's own Git extension. */
interface GitApi {
  getRepository(uri: Uri): { getObjectDetails(treeish: string, path: string): Promise<unknown> } | null;
}

interface GitExports {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** What Git's extension rejects with where the index does not have a path; anything else tells nothing about the file. */
const isUnknownPath = (thrown: unknown) =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'gitErrorCode' in thrown &&
  thrown.gitErrorCode === 'UnknownPath';

/**
 * Whether Git keeps a file: 'unknown' outside a repository, where VS Code's Git extension is not at work, and where Git
 * fails.
 */
export async function isTracked(file: Uri): Promise<boolean | 'unknown'> {
  const git = extensions.getExtension<GitExports>('vscode.git');
  if (!git?.isActive || !git.exports.enabled) return 'unknown';
  const repository = git.exports.getAPI(1).getRepository(file);
  if (!repository) return 'unknown';
  // Without a tree it is the index that is asked, which fails for a file that it does not have.
  return repository.getObjectDetails('', file.fsPath).then(
    () => true,
    (thrown: unknown) => (isUnknownPath(thrown) ? false : 'unknown'),
  );
}
