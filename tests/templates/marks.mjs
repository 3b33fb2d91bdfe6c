// A copy of all templates in which each branch says its number, so that an answer tells which branches made it.
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../http/server.mjs";

/** Folders of templates below the root. */
async function folders() {
  const features = await readdir(join(root, "src"));
  return [...features.map((name) => `src/${name}/templates`), "themes/templates"];
}

/** Puts a mark behind each {{#section}} and {{^section}} of `text`: what is marked is added to `branches`. */
export function marked(file, text, branches) {
  return text.replace(/\{\{([#^])\s*([^}]+?)\s*\}\}/g, (tag, kind, name, at) => {
    const line = text.slice(0, at).split("\n").length;
    branches.push(`${file}:${line} {{${kind}${name}}}`);
    return `${tag}<!--branch ${branches.length - 1}-->`;
  });
}

/** The branches that `html` was made by. */
export const marksIn = (html) => [...html.matchAll(/<!--branch (\d+)-->/g)].map(([, number]) => Number(number));

/** Writes the marked copy of every template below `directory`: the branches, in the order of their numbers. */
export async function markTemplates(directory) {
  const branches = [];
  await cp(join(root, "themes"), join(directory, "themes"), { recursive: true }); // the style guide reads the colours
  for (const folder of await folders()) {
    const files = await readdir(join(root, folder)).catch(() => []);
    if (!files.length) continue;
    await mkdir(join(directory, folder), { recursive: true });
    for (const file of files.sort()) {
      const from = join(root, folder, file);
      const to = join(directory, folder, file);
      if (file.endsWith(".html")) await writeFile(to, marked(`${folder}/${file}`, await readFile(from, "utf8"), branches));
      else await cp(from, to);
    }
  }
  return branches;
}
