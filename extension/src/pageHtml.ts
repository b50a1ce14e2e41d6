/** The HTML of a page of ours, and the policy it is under. */

export interface PageSources {
  /** Made for this one page. */
  readonly nonce: string;
  /** Where VS Code serves an extension's own files from. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** What the page is of: it comes back with the page's state. */
  readonly uri: string;
}

/** `body` has the empty places that the script fills, `words` those that it writes, in the user's language. */
export interface PageContent {
  readonly title: string;
  readonly body: string;
  readonly words: Readonly<Record<string, string>>;
}

/** Nothing is loaded from anywhere but the extension's own `dist`, and only the script with the nonce runs. */
export function pageHtml({ nonce, cspSource, script, style, uri }: PageSources, content: PageContent): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  const data = Object.entries({ uri, ...content.words }).map(([name, word]) => `data-${name}="${escaped(word)}"`);
  return `<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(content.title)}</title>
  <link rel="stylesheet" href="${escaped(style)}">
</head>
<body ${data.join(" ")}>
${content.body}
  <script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

export function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
