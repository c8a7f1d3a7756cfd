#!/bin/sh
# mcp_client.sh -- `catgut --mcp` and the protocol's own library for clients in JavaScript
# (client/client.mjs).  Skipped where node or the library is not there; `.ci/run` fetches the
# library by its lock file into build/client, and `--fetch` does the same.
set -u
here=$(cd "$(dirname "$0")" && pwd)
folder=$here/../../build/client
skip() {
    echo "skipped: $1"
    exit 77
}

if [ "${1:-}" = --fetch ]; then
    mkdir -p "$folder" && cp "$here"/client/package*.json "$folder" &&
        npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund
    exit
fi
command -v node >/dev/null || skip "there is no node"
[ -d "$folder/node_modules/@modelcontextprotocol/sdk" ] ||
    skip "the client's library is not there: tests/repl/mcp_client.sh --fetch"
"$CATGUT" --mcp </dev/null >/dev/null 2>&1 || skip "this catgut reads no JSON"
exec node "$here/client/client.mjs" "$CATGUT" "$folder"
