// parse.mjs MODULES: reads JSON strings, one a line: PowerShell texts. Prints one line for each: `ok`, or the first places
// at which the grammar does not know how to go on. MODULES is the node_modules folder that package-lock.json fills.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const modules = resolve(process.argv[2]);
const runtime = createRequire(join(modules, 'x.js')).resolve('web-tree-sitter');
const { Parser, Language } = await import(pathToFileURL(runtime));
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(join(modules, 'tree-sitter-powershell', 'tree-sitter-powershell.wasm')));

function troubles(node, found) {
  if (found.length > 2 || !node.hasError) return found;
  if (node.isError || node.isMissing)
    found.push(`${node.startPosition.row + 1}:${node.startPosition.column + 1} ${node.text.slice(0, 60)}`);
  for (const child of node.children) troubles(child, found);
  return found;
}

for await (const line of createInterface({ input: process.stdin })) {
  const tree = parser.parse(JSON.parse(line));
  const found = troubles(tree.rootNode, []);
  console.log(found.length === 0 && !tree.rootNode.hasError ? 'ok' : JSON.stringify(found));
  tree.delete();
}
