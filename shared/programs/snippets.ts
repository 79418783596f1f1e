/** How a program is told where Plumbline is: what its owner pastes into its settings. */
export function programSnippets({ origin, token }: { origin: string; token: string }) {
  const url = `${origin}/mcp`;
  const authorization = `Bearer ${token}`;
  return {
    /** For what keeps its servers in a file of JSON. */
    settings: JSON.stringify(
      { mcpServers: { plumbline: { type: 'http', url, headers: { Authorization: authorization } } } },
      undefined,
      2,
    ),
    /** For Claude Code. */
    command: `claude mcp add --transport http plumbline ${url} --header "Authorization: ${authorization}"`,
    /** For scripts: what is on today. */
    rest: `curl -s ${origin}/v1/visits -H "Authorization: ${authorization}" -H "Content-Type: application/json" -d "{}"`,
  };
}
