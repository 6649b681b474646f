/**
 * The registry's database, one step per entry: step n takes a database from format n to n + 1.
 * Steps are never edited once released; a change is a new step. They are written as SQLite reads them, and
 * postgres-migrations.ts says the same to PostgreSQL.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE authors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    password TEXT,
    verified INTEGER NOT NULL DEFAULT 0,
    total_storage INTEGER NOT NULL,
    name_changed_at INTEGER,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('issued', 'login')),
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    permissions INTEGER NOT NULL,
    packages TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER
  ) STRICT;
  CREATE INDEX tokens_by_author ON tokens(author_id);

  CREATE TABLE packages (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX packages_by_author ON packages(author_id);

  CREATE TABLE versions (
    package_id TEXT NOT NULL REFERENCES packages(id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    order_key INTEGER NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    notes TEXT NOT NULL DEFAULT '[]',
    is_public INTEGER NOT NULL,
    is_stored INTEGER NOT NULL,
    private_key TEXT,
    dependencies TEXT NOT NULL,
    incompatibilities TEXT NOT NULL,
    xp_selection TEXT NOT NULL,
    mac_os INTEGER NOT NULL,
    windows INTEGER NOT NULL,
    linux INTEGER NOT NULL,
    uploaded_at INTEGER NOT NULL,
    hash TEXT,
    size INTEGER NOT NULL DEFAULT 0,
    installed_size INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (package_id, version)
  ) STRICT;
  CREATE INDEX versions_by_hash ON versions(hash) WHERE hash IS NOT NULL;

  CREATE TABLE downloads (
    package_id TEXT NOT NULL,
    version TEXT NOT NULL,
    hour INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (package_id, version, hour),
    FOREIGN KEY (package_id, version) REFERENCES versions(package_id, version) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL UNIQUE,
    package_id TEXT NOT NULL,
    version TEXT NOT NULL,
    size INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (package_id, version),
    FOREIGN KEY (package_id, version) REFERENCES versions(package_id, version) ON DELETE CASCADE
  ) STRICT;

  CREATE TABLE jobs (
    upload_id TEXT PRIMARY KEY REFERENCES uploads(id) ON DELETE CASCADE,
    queued_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE links (
    token TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    package_id TEXT NOT NULL,
    version TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    FOREIGN KEY (package_id, version) REFERENCES versions(package_id, version) ON DELETE CASCADE
  ) STRICT;

  CREATE TABLE verifications (
    token TEXT PRIMARY KEY,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE jobs ADD COLUMN lease TEXT;
  ALTER TABLE jobs ADD COLUMN leased_until INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE condemned (
    file TEXT PRIMARY KEY,
    since INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE list_bodies (
    etag TEXT PRIMARY KEY,
    generated TEXT NOT NULL,
    gzip BLOB NOT NULL,
    brotli BLOB NOT NULL,
    made_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE holds (
    id TEXT PRIMARY KEY,
    until INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE teams (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE team_members (
    team_id TEXT NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('reader', 'maintainer', 'owner')),
    PRIMARY KEY (team_id, author_id)
  ) STRICT;
  CREATE INDEX team_members_by_author ON team_members(author_id);

  CREATE TABLE package_members (
    package_id TEXT NOT NULL REFERENCES packages(id) ON DELETE CASCADE,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('reader', 'maintainer', 'owner')),
    PRIMARY KEY (package_id, author_id)
  ) STRICT;
  CREATE INDEX package_members_by_author ON package_members(author_id);

  CREATE TABLE package_teams (
    package_id TEXT NOT NULL REFERENCES packages(id) ON DELETE CASCADE,
    team_id TEXT NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('reader', 'maintainer', 'owner')),
    PRIMARY KEY (package_id, team_id)
  ) STRICT;
  CREATE INDEX package_teams_by_team ON package_teams(team_id);

  CREATE TABLE package_transfers (
    package_id TEXT PRIMARY KEY REFERENCES packages(id) ON DELETE CASCADE,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    offered_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    author_id TEXT,
    token_id TEXT,
    action TEXT NOT NULL,
    package_id TEXT,
    target TEXT NOT NULL,
    address TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_package ON audit(package_id);
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log only grows.'); END;
  CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log only grows.'); END;
  `,
  `
  CREATE TABLE mirrored_packages (
    package_id TEXT PRIMARY KEY,
    listed TEXT NOT NULL
  ) STRICT;

  CREATE TABLE mirrored_files (
    package_id TEXT NOT NULL REFERENCES mirrored_packages(package_id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    hash TEXT NOT NULL,
    size INTEGER,
    PRIMARY KEY (package_id, version)
  ) STRICT;
  CREATE INDEX mirrored_files_by_hash ON mirrored_files(hash);

  CREATE TABLE mirror_state (
    origin TEXT PRIMARY KEY,
    begun_at INTEGER NOT NULL DEFAULT 0,
    followed_at INTEGER,
    fault TEXT,
    site_key TEXT
  ) STRICT;
  `,
  `
  CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
  ) STRICT;
  CREATE INDEX identities_by_author ON identities(author_id);

  CREATE TABLE used_once (
    digest TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    content TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE trusted_publishers (
    id TEXT PRIMARY KEY,
    package_id TEXT NOT NULL REFERENCES packages(id) ON DELETE CASCADE,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    issuer TEXT NOT NULL,
    repository TEXT NOT NULL,
    repository_id TEXT,
    workflow TEXT NOT NULL,
    environment TEXT,
    created_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT;
  CREATE INDEX trusted_publishers_by_package ON trusted_publishers(package_id);
  CREATE INDEX trusted_publishers_by_author ON trusted_publishers(author_id);
  `,
  `
  CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    package_id TEXT REFERENCES packages(id) ON DELETE CASCADE,
    team_id TEXT REFERENCES teams(id) ON DELETE CASCADE,
    author_id TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('reader', 'maintainer', 'owner')),
    invited_by TEXT NOT NULL REFERENCES authors(id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    UNIQUE (package_id, author_id),
    UNIQUE (team_id, author_id)
  ) STRICT;
  CREATE INDEX invitations_by_author ON invitations(author_id);
  `,
  `
  ALTER TABLE authors ADD COLUMN locked_at INTEGER;
  `,
  `
  ALTER TABLE packages ADD COLUMN hidden_at INTEGER;
  ALTER TABLE packages ADD COLUMN removed_at INTEGER;
  ALTER TABLE packages ADD COLUMN moderation_reason TEXT;
  `,
];
