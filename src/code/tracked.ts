import { extensions, type Uri } from 'vscode';

/** What we need of the API of VS Code's own Git extension. */
interface GitApi {
  getRepository(uri: Uri): { getObjectDetails(treeish: string, path: string): Promise<unknown> } | null;
}

interface GitExports {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** Whether Git keeps a file: 'unknown' outside a repository and where VS Code's Git extension is not at work. */
export async function isTracked(file: Uri): Promise<boolean | 'unknown'> {
  const git = extensions.getExtension<GitExports>('vscode.git');
  if (!git?.isActive || !git.exports.enabled) return 'unknown';
  const repository = git.exports.getAPI(1).getRepository(file);
  if (!repository) return 'unknown';
  // Without a tree it is the index that is asked, which fails for a file that it does not have.
  return repository.getObjectDetails('', file.fsPath).then(
    () => true,
    () => false,
  );
}
