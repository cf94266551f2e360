"""The tables of the archive, and the steps from one form of them to the next."""

APPLICATION_ID = 0x6B6C7066
"""`klpf` in the header of the file: tells our archives from the databases of others."""

TABLES = """
-- One row per file that was read.
CREATE TABLE source (
    source_id INTEGER PRIMARY KEY,
    sha256    TEXT    NOT NULL UNIQUE CHECK (length(sha256) = 64),
    file      TEXT    NOT NULL, -- its name, as it was given
    kind      TEXT    NOT NULL, -- pdf, xlsx, csv, text, json
    size      INTEGER NOT NULL, -- bytes
    pages     INTEGER NOT NULL,
    reports   INTEGER NOT NULL, -- regions x quarters in it
    ingested  TEXT    NOT NULL  -- UTC
) STRICT;

-- The file itself, compressed by zlib; no row where it was not to be kept.
CREATE TABLE source_content (
    source_id  INTEGER PRIMARY KEY REFERENCES source ON DELETE CASCADE,
    compressed BLOB    NOT NULL,
    digest     TEXT    NOT NULL -- SHA-256 of what is compressed
) STRICT;

-- One row per region, quarter and edition; the highest edition counts.
CREATE TABLE edition (
    edition_id          INTEGER PRIMARY KEY,
    kwartaal            TEXT    NOT NULL CHECK (kwartaal GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
    regio_key           TEXT    NOT NULL, -- the number of the region; its name where it has none
    edition             INTEGER NOT NULL CHECK (edition > 0),
    source_id           INTEGER NOT NULL REFERENCES source,
    ingested            TEXT    NOT NULL, -- UTC
    program             TEXT    NOT NULL, -- the version of klantprofielen that read it
    accepted            INTEGER NOT NULL CHECK (accepted IN (0, 1)), -- kept although a sum does not fit
    regio               TEXT    NOT NULL,
    regionummer         INTEGER,
    regiocode           TEXT,
    printed_regio       TEXT    NOT NULL,
    printed_regionummer INTEGER,
    doelgroepregister   INTEGER, -- persons
    dekking_digits      INTEGER, -- the printed percentage: 739 with one decimal is 73,9%
    dekking_decimals    INTEGER,
    assumed_columns     INTEGER NOT NULL CHECK (assumed_columns IN (0, 1)),
    rows_digest         TEXT    NOT NULL, -- of its rows and findings
    digest              TEXT    NOT NULL, -- of this row and its source
    UNIQUE (regio_key, kwartaal, edition)
) STRICT;

-- One row per row of the table that is printed; figures are persons, NULL where the report hides them.
CREATE TABLE rij (
    edition_id              INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    position                INTEGER NOT NULL,
    is_total                INTEGER NOT NULL CHECK (is_total IN (0, 1)),
    gemeente                TEXT    NOT NULL,
    printed_name            TEXT    NOT NULL,
    gemeentecode            TEXT,
    gemeente_met_profiel    INTEGER,
    gemeente_zonder_profiel INTEGER,
    uwv_met_profiel         INTEGER,
    uwv_zonder_profiel      INTEGER,
    totaal_sonar            INTEGER,
    hidden                  TEXT    NOT NULL, -- which figures are hidden, and by which mark
    page                    INTEGER NOT NULL,
    x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL,
    PRIMARY KEY (edition_id, position)
) STRICT, WITHOUT ROWID;

-- What was found in the report by itself when it was ingested, in both languages.
CREATE TABLE finding (
    edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    severity   TEXT    NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
    gemeente   TEXT,
    column_key TEXT,
    printed    TEXT, -- as JSON: a number or a text; NULL where there is none
    expected   TEXT,
    page       INTEGER,
    message_en TEXT    NOT NULL,
    message_nl TEXT    NOT NULL,
    PRIMARY KEY (edition_id, position)
) STRICT, WITHOUT ROWID;

-- Which file holds which edition: the one that it was read from, and others that say the same.
CREATE TABLE seen (
    source_id  INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    PRIMARY KEY (source_id, edition_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_by_edition ON seen (edition_id);
CREATE INDEX edition_by_source ON edition (source_id);

-- How many editions there must be: a loss that the file format does not show is a loss that this shows.
CREATE TABLE state (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    editions INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES (1, 0);
CREATE TRIGGER edition_added AFTER INSERT ON edition BEGIN UPDATE state SET editions = editions + 1; END;
CREATE TRIGGER edition_removed AFTER DELETE ON edition BEGIN UPDATE state SET editions = editions - 1; END;
"""

VIEWS = """
-- For people who open the archive with a browser of SQLite: what counts now, in Dutch.
CREATE VIEW rapporten AS
SELECT e.kwartaal, e.regionummer, e.regio, t.gemeente_met_profiel, t.gemeente_zonder_profiel, t.uwv_met_profiel,
       t.uwv_zonder_profiel, t.totaal_sonar, e.doelgroepregister,
       round(1.0 * t.totaal_sonar / e.doelgroepregister, 6) AS dekking,
       e.edition AS editie, e.ingested AS opgenomen_utc, s.file AS bestand,
       (SELECT count(*) FROM finding f WHERE f.edition_id = e.edition_id) AS bevindingen
FROM edition e
JOIN source s USING (source_id)
LEFT JOIN rij t ON t.edition_id = e.edition_id AND t.is_total = 1
WHERE e.edition = (SELECT max(n.edition) FROM edition n WHERE n.regio_key = e.regio_key AND n.kwartaal = e.kwartaal)
ORDER BY e.kwartaal, e.regionummer, e.regio;

CREATE VIEW gemeenten AS
SELECT e.kwartaal, e.regionummer, e.regio, r.gemeente, r.gemeentecode, r.gemeente_met_profiel,
       r.gemeente_zonder_profiel, r.uwv_met_profiel, r.uwv_zonder_profiel, r.totaal_sonar,
       nullif(r.hidden, '') AS verborgen, r.page AS pagina
FROM rij r
JOIN edition e USING (edition_id)
WHERE r.is_total = 0
  AND e.edition = (SELECT max(n.edition) FROM edition n WHERE n.regio_key = e.regio_key AND n.kwartaal = e.kwartaal)
ORDER BY e.kwartaal, e.regionummer, e.regio, r.position;

CREATE VIEW edities AS
SELECT e.kwartaal, e.regionummer, e.regio, e.edition AS editie,
       CASE WHEN e.edition = (SELECT max(n.edition) FROM edition n
                              WHERE n.regio_key = e.regio_key AND n.kwartaal = e.kwartaal)
            THEN 'ja' ELSE 'nee' END AS geldt_nu,
       CASE e.accepted WHEN 1 THEN 'ja' ELSE 'nee' END AS met_fouten_aanvaard,
       e.ingested AS opgenomen_utc, e.program AS versie, s.file AS bestand, s.sha256
FROM edition e
JOIN source s USING (source_id)
ORDER BY e.kwartaal, e.regionummer, e.regio, e.edition;

CREATE VIEW bevindingen AS
SELECT e.kwartaal, e.regionummer, e.regio, e.edition AS editie, f.gemeente,
       CASE f.severity WHEN 'error' THEN 'fout' WHEN 'warning' THEN 'let op' ELSE 'ter informatie' END AS ernst,
       f.kind AS soort, f.column_key AS kolom, f.printed AS gedrukt, f.expected AS verwacht, f.page AS pagina,
       f.message_nl AS bevinding
FROM finding f
JOIN edition e USING (edition_id)
ORDER BY e.kwartaal, e.regionummer, e.regio, e.edition, f.position;

CREATE VIEW bronnen AS
SELECT s.file AS bestand, s.kind AS soort, s.size AS bytes, s.pages AS paginas, s.reports AS rapporten,
       s.ingested AS opgenomen_utc, s.sha256,
       CASE WHEN c.source_id IS NULL THEN 'nee' ELSE 'ja' END AS inhoud_bewaard
FROM source s
LEFT JOIN source_content c USING (source_id)
ORDER BY s.ingested, s.source_id;
"""

MIGRATIONS: tuple[str, ...] = (TABLES + VIEWS,)
"""What brings an archive from the form of its number to the next; an archive is made by all of them."""
