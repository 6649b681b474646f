import { STORAGE_USAGE } from './storage-arguments.ts';

/** What the registry in a terminal says of its commands and options. */
export const USAGE = `usage: npm run -s registry -- [serve] --data DIR [options]
       npm run -s registry -- work --data DIR --database URL --public-url URL [options]
       npm run -s registry -- migrate --from PLACE --to PLACE
       npm run -s registry -- backup --from PLACE --to FOLDER
       npm run -s registry -- restore --from FOLDER --to PLACE
       npm run -s registry -- audit --operations-port N [--package ID] [--author NAME] [--since DATE] [--limit N] [--json]
       npm run -s registry -- accounts [list | add NAME EMAIL | quota NAME BYTES|none | token NAME | tokens NAME
                                        | revoke NAME [TOKEN-ID] | lock NAME | unlock NAME]
                                       --operations-port N [--quota BYTES|none] [--days N] [--json]
       npm run -s registry -- moderate [list | hide ID [VERSION] | restore ID [VERSION] | remove ID [VERSION]]
                                       --operations-port N [--reason TEXT] [--json]

serve answers requests. work only works on what was uploaded: any number of both share one database.
migrate copies a registry to an empty place; a place is a data folder, or a file as for --config.
backup makes a new folder of a registry on PostgreSQL while it serves; restore brings it to an empty place.
audit shows who did what on a registry for a community, newest first; the operator's token is REGISTRY_TOKEN.
accounts shows and changes who may publish there, with the same token: space, tokens, and whether they are let in at all.
moderate hides, restores or removes a version, or a package with all it has and all that come; list shows such packages.

  --data DIR            folder of the registry (made when missing)
  --port N              port to listen on; 0, the default, takes a free one
  --host ADDRESS        address to listen on, 127.0.0.1 by default
  --seed FILE           JSON file with authors, tokens and packages to begin with
  --rate-limits on|off  the limits of the public registry, on by default
  --quota BYTES         storage of a new author; without it there is no limit
  --new-token           make and show a new Admin token for the first author
  --json                one line of JSON on standard output when ready

For a community (docs/hosting.md):

  --public-url URL      where everybody reaches it; without it this is one author's own registry
  --name NAME           what it calls itself; the host of its address by default
  --description TEXT    one sentence below the name
  --operations-port N   this machine's own port for health, metrics, authors, moderation and backup
  --trust-proxy LIST    addresses or networks whose X-Forwarded-For is believed, with commas between
  --tls-certificate FILE  speaks TLS by itself, with --tls-key FILE; SIGHUP reads both again
  --mirror URL          another registry whose public packages are offered as well, asked without a token
  --mirror-every SECONDS  how often its list is read, 600 by default
  --oidc-issuer URL     people may sign in with this OpenID provider, in the browser
  --oidc-client-id ID   what the provider calls this registry; the secret is REGISTRY_OIDC_CLIENT_SECRET
  --oidc-name TEXT      what stands on the button; the host of the provider by default
  --oidc-accounts HOW   known (the default): who signs in connects an account they have; new: anybody gets one
  --ci-issuers LIST     whose ID tokens let a job of CI publish, with commas between; GitHub Actions by default, or none
  --drain SECONDS       how long requests may take to end when it stops, 30 by default

${STORAGE_USAGE}
  --processing on|off   whether serve works on uploads too; off by default with --database

Each option may stand in the environment instead, --public-url as REGISTRY_PUBLIC_URL and so on, or in a file of JSON,
{ "public-url": ... }, that --config names. The command line goes before the environment, and that before the file.`;
