import type { TerminalWords } from '../../terminal-words.ts';

export const help: TerminalWords['help'] = {
  check: {
    summary: 'Sagt, was in einem Add-on-Ordner liegt und was seiner Veröffentlichung im Weg steht',
    text: `Mit --fix zeigt er, was die Korrekturen täten, alle oder die der genannten Regeln; mit --yes führt er sie aus,
eine nach der anderen, und nimmt zurück, was nicht hilft oder etwas anderes falsch macht.
Mit --format werden die Befunde für CI geschrieben, auf Englisch, mit Pfaden von GITHUB_WORKSPACE oder sonst vom Ort des
Aufrufs aus: github: Hinweise im Protokoll; sarif: SARIF 2.1.0 für Code Scanning; junit: ein Testbericht.
Endet mit 0, wenn kein Fehler gefunden wurde (Warnungen und Hinweise darf es geben), mit 1, wenn es Fehler gibt.`,
    options: {
      id: 'unter dieser Paket-ID prüfen',
      fix: 'die Korrekturen zeigen',
      yes: 'sie ausführen',
      format: 'ein Bericht für CI: github, sarif oder junit',
    },
  },
  try: {
    summary: 'Probiert aus, was Nutzer bekommen: Installation, Update und Deinstallation in einem Wegwerf-Ordner',
    text: `Führt das Installationsskript aus wie der X-Pkg-Client, sagt, ob X-Plane das Add-on an seinem Ort fände, und was
die Deinstallation zurücklässt oder zu viel wegnimmt. Nennt loadmaster.json ein SkunkCrafts-Depot, werden auch die erste
Installation und das Update nach seinen Listen probiert. Außerhalb des Wegwerf-Ordners wird nichts angefasst.
Endet mit 0, wenn kein Fehler gefunden wurde (Warnungen und Hinweise darf es geben), mit 1, wenn es Fehler gibt.`,
    options: {
      id: 'unter dieser Paket-ID probieren',
      last: 'die Version, die Nutzer jetzt haben; das Update von ihr wird auch probiert',
      into: 'den X-Plane-Ordner mit dem installierten Add-on hier behalten (ein leerer Ordner)',
    },
  },
  pack: {
    summary: 'Packt einen Add-on-Ordner in das Archiv, das eine Registry nimmt',
    text: `Ein Archiv, das schon unter FILE liegt, dient als Vorrat: was sich seither nicht geändert hat, wird daraus genommen.
Die gleichen Dateien ergeben die gleichen Bytes, mit ihm oder ohne.`,
    options: {
      id: 'Paket-ID (aus loadmaster.json, sonst vorgeschlagen)',
      out: 'wohin das Archiv kommt',
      'no-cache': 'alles neu bauen',
    },
  },
  gather: {
    summary: 'Fügt die Builds mehrerer Systeme zu einem Plugin zusammen',
    text: `Jede .xpl kommt dorthin, wohin ihr Kopf sie stellt: win_x64, mac_x64 oder lin_x64. Aus zwei Builds für macOS wird eine
universelle Datei. Ein Artefakt ist ein Ordner oder ein Zip, wie CI es übergibt; auch ein Zip im Zip wird geöffnet, wenn kein
Plugin daneben liegt. Andere Dateien werden zusammengelegt, wo sie gleich sind. OUT ist ein neuer Ordner: ganz da oder gar nicht.`,
    options: { name: 'wie die Plugin-Dateien heißen' },
  },
  version: {
    summary: 'Schreibt eine Version in jede Datei eines Add-ons, die seine Version nennt',
    text: `Bekannte Stellen: P acf/_version jeder .acf, SkunkCrafts-Konfigurationen, version.txt und die Liesmich-Datei; ein
Änderungsprotokoll wird nur gezeigt. Weitere stehen in loadmaster.json:
"versions": [{ "file": "src/version.h", "pattern": "VERSION \\"{version}\\"" }].
Geändert werden alle zusammen oder keine.`,
    options: { 'dry-run': 'zeigt die Stellen und ändert nichts' },
  },
  notes: {
    summary: 'Gibt aus, was in einer Version neu ist, aus Änderungsprotokoll oder Commits seit dem letzten Tag',
    text: `Der Abschnitt im CHANGELOG zu dieser Version oder der Abschnitt Unreleased; gibt es keinen, die Commits seit dem letzten
Tag. \`release\` nimmt dasselbe. Ohne VERSION: die neueste. Ohne --form: so, wie der Autor es schrieb.
In html und bbcode stehen keine Tags des Autors und keine Bilder: aus einem Bild wird ein Link.`,
    options: { from: 'nur von dort: changelog oder git', form: 'wie ein Forum es nimmt: markdown, bbcode oder html' },
  },
  publish: {
    summary: 'Prüft, packt und sendet einen Add-on-Ordner als Version und wartet, bis die Registry sie verarbeitet hat',
    text: `Was nicht angegeben ist, kommt aus loadmaster.json, dann von der letzten Version, dann vom Ordner selbst.
Eine Version, die ein früherer Aufruf unfertig ließ, geht weiter, mit dem Archiv von damals.
Ein Token kommt aus LOADMASTER_TOKEN oder von \`loadmaster connect\`; es ist nie eine Option.

Endet mit 0 veröffentlicht, 1 Fehler gefunden oder fehlgeschlagen, 2 falscher Aufruf, 3 von der Registry abgelehnt,
4 noch nicht bekannt (\`loadmaster status\` fragt wieder), 130 abgebrochen.`,
    options: {
      version: 'Versionsnummer (sonst die nächste)',
      xplane: 'X-Plane-Versionen, mit denen es läuft',
      access: 'wer sie sehen darf',
      platforms: 'durch Kommas getrennt',
      dependencies: 'JSON-Liste aus [ID, Auswahl]',
      incompatibilities: 'JSON-Liste aus [ID, Auswahl]',
      'dry-run': 'alles tun außer senden',
    },
  },
  release: {
    summary: 'Bringt eine Version eines Add-ons an jeden Ort, an dem Nutzer nachsehen',
    text: `Die Ziele sind die aus loadmaster.json; \`loadmaster destinations\` listet sie auf und fügt welche hinzu.
Jeder Ort wird zuerst gefragt, was er hat, und bekommt nur, was fehlt. Scheitert einer, hält das die anderen nicht auf:
\`loadmaster retry --releases\` holt nach, was übrig ist.

--beta bringt eine Version zu den Testern; --promote macht danach die letzte davon, oder die von --version, zur Version für alle:
aus der Beta eines Depots die stabile, aus dem Pre-Release auf GitHub das Release. Was der Server kopieren kann, wird nicht
noch einmal gesendet.

Endet mit 0 überall, 1 Fehler gefunden oder ein Ort gescheitert, 2 falscher Aufruf, 3 ein Ort lehnt ab, 130 abgebrochen.`,
    options: {
      version: 'Versionsnummer',
      to: 'nur diese Ziele, durch Kommas getrennt',
      notes: 'eine Datei mit den Notizen, statt CHANGELOG oder Commits',
      beta: 'für Tester: der zweite Kanal eines Depots, ein Pre-Release auf GitHub',
      promote: 'was Tester haben, wird die Version für alle',
      'take-over': 'macht weiter, wo ein Release eines anderen Rechners ein Depot gesperrt hat und abgebrochen wurde',
      'dry-run': 'sagen, was sich wo ändern würde, und nichts ändern',
    },
  },
  withdraw: {
    summary: 'Nimmt eine Version von einem der Orte zurück, an die sie ging',
    text: `Ein Depot und ein Spiegel gehen auf die Version davor zurück, wenn deren Dateien noch hier sind; aus einem GitHub-Release
wird ein Entwurf; ein Zip wird gelöscht; eine Website listet die Version nicht mehr. Eine Registry behält, was sie verarbeitet hat.
Ohne --yes sagt er, was geschähe und was sich nicht zurücknehmen lässt, und tut nichts.

Endet mit 0, wenn es getan ist, 1 fehlgeschlagen, 2 falscher Aufruf oder ohne --yes, 3 dort nicht zurückzunehmen.`,
    options: { from: 'das Ziel', version: 'die Version, die zurückgenommen wird', yes: 'es tun' },
  },
  ci: {
    summary: 'Schreibt einen Workflow, der Pull Requests prüft und Tags veröffentlicht',
    text: `Schreibt .github/workflows/release.yml oder .gitlab-ci.yml für das Add-on: ein Tag bringt es an alle seine Ziele; ein
Pull Request wird geprüft und sagt, was ein Release ändern würde. Die nötigen Secrets stehen oben; Actions sind auf einen
Commit festgelegt. Mit --build werden zuerst Plugins auf drei Systemen gebaut und zusammengefügt; der Build selbst bleibt deine
Sache. Wo Quellen liegen und kein Plugin, ist das von selbst an.`,
    options: {
      build: 'Plugins auf drei Systemen bauen',
      'no-build': 'veröffentlichen, was im Repository liegt',
      package: 'was npx installiert, statt loadmaster@VERSION',
      print: 'ihn ausgeben und nichts schreiben',
      force: 'über den vorhandenen schreiben',
    },
  },
  destinations: {
    summary: 'Listet auf, an welche Orte ein Add-on geht, fügt welche hinzu, ändert sie und nimmt welche heraus',
    text: `Sie stehen in loadmaster.json, ohne Geheimnisse, und reisen so mit dem Ordner. Zum Beispiel:
  --add '{"kind":"skunkcrafts","name":"updates","url":"https://...","place":{"carrier":"folder","path":"../depot"}}'
  --add '{"kind":"folder","name":"backup","place":{"carrier":"folder","path":"/mnt/share/plane"}}'
  --add '{"kind":"zip","name":"forum","path":"../out"}'
  --add '{"kind":"xpkg","name":"registry","registry":"local"}'
  --add '{"kind":"static-site","name":"site","registry":"local","url":"https://...","place":{"carrier":"git",...}}'
  --add '{"kind":"github","name":"github","owner":"me","repository":"plane"}'
  --set '{"name":"updates","title":"Mein Flugzeug","place":{"path":"../other"}}'
Andere Orte als "folder": git (remote, branch), sftp und ftp (host, user, folder), webdav (url, user),
s3 (bucket, je nach Bedarf folder, endpoint, region, accessKey, publicRead).
Passwort oder Token kommen aus der Umgebung: LOADMASTER_SECRET_ und der Name in Großbuchstaben, oder \`secretEnv\`.
\`--test\` geht hin und ändert nichts; \`loadmaster release DIR --dry-run\` sagt, was ein Release ändern würde.`,
    options: {
      add: 'ein Ziel, wie es in loadmaster.json steht',
      set: 'Einstellungen eines Ziels nach seinem Namen; andere bleiben, wie sie sind, null nimmt eine weg',
      remove: 'dieses herausnehmen; was dort veröffentlicht wurde, bleibt',
      test: 'zum Ort dieses Ziels gehen und nachsehen, ohne etwas zu ändern',
      trust: 'mit --test: der Server mit diesem Fingerabdruck ist der richtige',
    },
  },
  retry: {
    summary: 'Versucht eine fehlgeschlagene Version noch einmal, oder alle',
    text: `Lag es am Server, wird dasselbe Archiv noch einmal gesendet. Lag es am Inhalt, wird der Ordner neu geprüft und gepackt.
Wo nur eine neue Versionsnummer hilft, sagt er es.`,
    options: {
      'all-failed': 'jede fehlgeschlagene Version dieser Registry',
      releases: 'was die Ziele von Releases noch nicht haben',
      'take-over': 'macht weiter, wo ein Release eines anderen Rechners ein Depot gesperrt hat und abgebrochen wurde',
    },
  },
  resume: {
    summary: 'Macht mit einer unterbrochenen Version weiter oder wartet wieder auf sie',
    text: '`loadmaster publish` derselben Version tut dasselbe.',
    options: {},
  },
  cancel: {
    summary: 'Gibt eine Version auf, die unterwegs ist, und sagt, was dann gilt',
    text: `Was die Registry empfangen hat, lässt sich nicht zurücknehmen: die Nummer ist verbraucht, und \`status\` sagt weiter, wie
es endet. Endet mit 0, wenn nichts mehr geschieht, mit 4, wenn die Registry noch nicht gesagt hat, was sie empfangen hat.`,
    options: {},
  },
  status: {
    summary: 'Sagt, wie es um alles steht, was von diesem Terminal aus veröffentlicht wurde',
    text: 'Was unterbrochen wurde, sagt es; `loadmaster resume` macht damit weiter, `loadmaster cancel` gibt es auf.',
    options: {},
  },
  versions: {
    summary: 'Listet die Versionen eines Pakets auf oder holt die Dateien von einer',
    text: 'Die Paketdatei wird mit der Prüfsumme verglichen, die die Registry nennt.',
    options: { 'installation-file': 'die Installationsdatei hier ablegen', 'package-file': 'die .xpkg hier ablegen' },
  },
  packages: {
    summary: 'Listet deine Pakete auf einer Registry auf, legt eins an oder ändert eine Beschreibung',
    text: '',
    options: {
      create: 'dieses Paket anlegen',
      describe: 'die Beschreibung dieses Pakets ändern',
      name: 'sein Name, 3 bis 32 Zeichen',
      description: '10 bis 8192 Zeichen',
    },
  },
  connect: {
    summary: 'Merkt sich eine Registry mit ihrem Token und findet heraus, was das Token darf',
    text: `Das Token wird aus LOADMASTER_TOKEN oder von der Standardeingabe gelesen, oder kommt mit --sign-in von der Seite der
Registry selbst, in einem Browser auf diesem Computer. Es liegt in einer Datei, die nur du lesen kannst. Ohne Adresse wird
die Registry von --registry geprüft.`,
    options: {
      name: 'wie sie heißen soll',
      'sign-in': 'das Token durch Anmelden im Browser holen; mit dem Namen einer Verbindung ein neues für sie',
      'no-open': 'mit --sign-in: nur die Adresse zeigen, keinen Browser öffnen',
      'no-token': 'sie wird nur gelesen: eine Website mit Paketen, oder was eine Registry allen zeigt',
      remove: 'diese Verbindung und ihr Token vergessen',
      list: 'die Verbindungen, die es gibt',
    },
  },
  registry: {
    summary: 'Stellt die eigene Registry dieses Rechners bereit, bis Strg-C kommt',
    text: `Dieselbe Registry wie in der App, mit denselben Paketen. \`npm run registry\` stellt eine in einem beliebigen Ordner bereit.
--rehearse sagt der laufenden Registry, welche Störungen sie haben soll, als JSON-Liste (docs/local-registry.md); [] beendet sie.`,
    options: { port: 'der Port (sonst ein freier)', rehearse: 'die Störungen von jetzt an, und sonst keine' },
  },
  'export-site': {
    summary: 'Schreibt den öffentlichen Teil einer Registry als Dateien für jeden Webspace',
    text: `DIR lässt sich dann auf jeden Webspace kopieren, in einen Branch schieben, den ein Anbieter als Seiten zeigt, oder mit einem
Bucket abgleichen. Seine Adresse ist für Loadmaster eine Registry, aus der man liest. Hinein kommt nur, was die Registry
allen zeigt. Ein weiterer Aufruf holt nur, was neu ist, und nimmt weg, was fort ist.`,
    options: {
      name: 'wie sich die Website nennt',
      description: 'ein Satz unter dem Namen',
      language: 'der Seiten, sonst en',
    },
  },
  depot: {
    summary: 'Liest ein SkunkCrafts-Depot wie die Updater und sagt, was bei Nutzern schiefginge',
    text: `URL ist, was in der cfg hinter \`module\` steht. Ein Ordner sagt nichts über seine öffentliche Adresse.
Endet mit 0, wenn kein Fehler gefunden wurde (Warnungen und Hinweise darf es geben), mit 1, wenn es Fehler gibt.`,
    options: {
      previous: 'ein früherer Stand, um zu sehen, ob die Sperrliste vollständig ist',
      'lists-only': 'die Dateien selbst nicht holen',
    },
  },
  verify: {
    summary: 'Liest ein Archiv zurück: jeden Kopf, jede Prüfsumme, jede Regel der Registry',
    text: '',
    options: { id: 'das Paket, für das es sein soll' },
  },
  sample: {
    summary: 'Legt ein kleines Add-on an, mit dem sich alles ausprobieren lässt',
    text: 'DIR wird angelegt, wenn es fehlt, und muss leer sein. "mess" hat gut dreißig Fehler, die `loadmaster check` findet.',
    options: {},
  },
  rules: {
    summary: 'Probiert die Regeln für Versionen und Auswahlen aus',
    text: `version TEXT          die übliche Form und was als Nächstes kommen kann
selection TEXT        die übliche Form und ihre Bereiche
selection TEXT V      ob Version V darin liegt (0 ja, 1 nein)
compare A B           welche neuer ist`,
    options: {},
  },
  completion: {
    summary: 'Gibt ein Skript aus, das Befehle und Optionen in deiner Shell ergänzt',
    text: 'Gibt ein Skript für die Shell aus, die danach Befehle und Optionen ergänzt.',
    options: {},
  },
};

export const options: TerminalWords['options'] = {
  json: 'ein JSON-Dokument auf der Standardausgabe, sonst nichts; immer auf Englisch',
  help: 'dieser Text',
  lang: 'die Sprache, sonst die von LC_ALL, LC_MESSAGES oder LANG',
  registry: 'local (sonst), der Name einer Verbindung oder eine Adresse',
  data: 'der eigene Ordner von Loadmaster (LOADMASTER_DATA)',
  id: 'Paket-ID',
  type: 'die Art des Pakets',
  level: '1 für eine schnelle Probe, 6 für ein Release (sonst)',
  timeout: 'nach so vielen Sekunden nicht länger warten',
  wait: 'auch weiter warten, wo die Registry nichts sagt oder nichts sagen will',
};
