"""The help pages, one for the program and one for each command."""

from __future__ import annotations

READER = """\
NAME
    reader - read sources closely, tag, note, find again and cite

SYNOPSIS
    reader [PATH] [--whole] [--encoding NAME]
    reader --sample
    reader COMMAND ...
    reader --version
    reader [COMMAND] --help

DESCRIPTION
    Opens an article (.txt, .md) to be read passage by passage. What you tag
    and write is saved beside the article as you go, in PATH.notes.toml; the
    article stays as it is. Inside the program, ? shows every key.

    PATH may be a file, a folder, or - for standard input. Without a PATH
    reader offers what it can read in the present folder. If standard output is
    not a terminal, that list is printed instead, one path a line.

    A command's name wins over a file's: reader ./notes opens a file called
    "notes".

OPTIONS
    --whole, --no-whole
                    read all of a web page, or only the article found in it,
                    and remember that in its notes
    --encoding NAME read the file in this encoding, such as koi8-r, and not in
                    the one that it declares or looks like, and remember that
                    in its notes; automatic leaves it to the file again
    --sample        open the sample dossier at an article that has notes
                    already
    --version       print the version
    -h, --help      print this page, or that of a command

COMMANDS
    passages        print an article's blocks and passages
    search          find passages from a half-remembered phrase
    tag             tag a quote
    notes           list annotations and whether their place is sure
    check           judge notes, codebooks, anchors, references and folders
    export          write a report, a table or JSON
    import          take over what other programs keep
    forget          remove every trace of an article outside its folder
    sources         say who says what
    move            move an article with its notes, or have it take notes over
    repair          recover the notes of a damaged file
    merge           merge three versions of a notes file
    git-setup       have git merge notes in a repository

EXIT STATUS
    0   done
    1   done but with findings, or failed: one line on standard error says
        what, where and what to do
    2   wrong usage

FILES
    ARTICLE.notes.toml   the annotations; where that cannot be written, in the
                         data folder
    codebook.toml        the tags: the nearest one upward from the article,
                         else your own
    config.toml          the settings, in the config folder
    .reader.toml         private = true keeps what belongs to the articles of
                         a folder, and of those in it, beside them

ENVIRONMENT
    READER_HOME     keep config/, data/, state/ and cache/ below this folder
    NO_COLOR        if not empty, print no colours
    VISUAL, EDITOR  the editor for long notes

EXAMPLES
    reader --sample
        Look around in articles that come with the program.
    reader fallujah.txt
        Read an article.
    curl -s https://example.org/a.txt | reader -
        Read what another program prints.
"""

PASSAGES = """\
NAME
    reader passages - print an article as the program sees it

SYNOPSIS
    reader passages PATH [--json] [--whole] [--encoding NAME]

DESCRIPTION
    Prints the blocks of an article (title, heading, paragraph, caption,
    byline, quote, list, related, table), each followed by its passages with
    their offsets: sentences, or the rows of a table. Offsets count Unicode code
    points in the article's text, as Python slices do. PATH may be - for
    standard input.

OPTIONS
    --json      one passage a line, with the keys block (number from 0), kind,
                start, end, text, and page or time (as "00:01:14") where
                they are known
    --whole, --no-whole
                read all of a web page, or only the article found in it; without
                either as the notes remember it
    --encoding NAME
                read the file in this encoding, such as koi8-r, and not in the
                one that it declares or looks like; without it as the notes
                remember it; automatic leaves it to the file
    -h, --help  print this page

EXAMPLES
    reader passages fallujah.txt
    reader passages fallujah.txt --json | jq 'select(.kind == "caption").text'
    pdftotext report.pdf - | reader passages -
"""

SEARCH = """\
NAME
    reader search - find passages from a half-remembered phrase

SYNOPSIS
    reader search QUERY PATH... [--limit N] [--json]
    reader search --queries FILE PATH... [--limit N]

DESCRIPTION
    Ranks the passages of all PATHs by how well they match, best first. Typing
    errors, missing accents, other quotation marks and another order of words
    do no harm, and 1234567 finds 1,234,567. Words in "quotation marks" are
    looked for exactly; passages that hold them only nearly follow below a
    line. A PATH may be a folder, or - for standard input. A folder means the
    articles of known formats in it and below it, and any other file that has
    notes. No hit is no error.

    A QUERY may begin with a hyphen (-word). One that is an option's name goes
    after --.

OPTIONS
    --limit N       print at most N hits (20) for a query
    --queries FILE  take one query from each line of FILE (- for standard
                    input); all positional arguments are PATHs. Implies --json
    --json          one hit a line, with the keys path, rank (from 1), score (0
                    to 1), weak (true where the passage is only close to QUERY),
                    block, start, end, text, spans (the matched [start, end] in
                    the article), and with --queries query (the number of its
                    line, from 0)
    --whole, --no-whole
                read all of a web page, or only the article found in it; without
                either as the notes remember it
    --encoding NAME
                read the files in this encoding, such as koi8-r, and not in the
                one that they declare or look like; without it as the notes
                remember it; automatic leaves it to the file
    -h, --help      print this page

EXAMPLES
    reader search "suleimani on the battlefeild" fallujah.txt
    reader search "plan had slipped" . --limit 5
    reader search -- --json notes/
    reader search --queries questions.txt articles/ > hits.jsonl
"""

TAG = """\
NAME
    reader tag - tag a quote

SYNOPSIS
    reader tag PATH --quote TEXT [--nth N] --tag NAME...
               [--note TEXT] [--source NAME]

DESCRIPTION
    Annotates the place where TEXT stands in the article, and prints the
    annotation's id once it is safely on disk. If exactly that place is
    annotated already, the tags and the note are added there. A tag that is not
    in the codebook is created. Where a tag exists that differs only in upper
    and lower case, that one is used, and standard error says so.

    TEXT is looked for to the letter. Where it is not found so, quotation
    marks, dashes and white space of any kind stand for each other, a ligature
    stands for its letters, an accented letter may be one character or two, and
    soft hyphens and other invisible characters are ignored. If TEXT occurs
    several times, nothing is tagged, the places are listed, and --nth chooses
    one.

OPTIONS
    --quote TEXT    the words to tag
    --nth N         the Nth place where they occur, from 1
    --tag NAME...   the tags, "group/name" for one in a group; may be repeated
    --note TEXT     a note, Markdown if you like
    --source NAME   who says so; a new name makes a new source
    --whole, --no-whole
                read all of a web page, or only the article found in it, and
                remember that in the notes; without either as they remember it
    --encoding NAME read the file in this encoding, such as koi8-r, and not in
                    the one that it declares or looks like, and remember that
                    in its notes; automatic leaves it to the file again
    -h, --help      print this page

EXAMPLES
    reader tag fallujah.txt --quote "We will not wait" --tag claim/intent
    reader tag fallujah.txt --quote "the plan" --nth 2 --tag topic/actor use/key
    reader tag fallujah.txt --quote "had slipped" --tag claim/assessment \\
        --source "a U.S. official" --note "Second time this week."
"""

NOTES = """\
NAME
    reader notes - list annotations and whether their place is sure

SYNOPSIS
    reader notes PATH... [--json] [--whole] [--encoding NAME]

DESCRIPTION
    Prints the annotations of each article in the order of the text. Their
    state is "anchored" (the place is certain), "uncertain" (the article has
    changed and the place has to be confirmed) or "orphaned" (the quote is
    gone). Where the place is certain and its words were changed since, the
    annotation is also "edited", and keeps the words that were annotated until
    the new ones are accepted. Of a folder, all articles with notes are listed,
    whatever their suffix; hidden folders in it are left out. Notes files
    without their article are named on standard error. Always exits 0 if the
    articles can be read; reader check judges.

OPTIONS
    --json      one annotation a line, with the keys path, id, start, end,
                quote (the words that were annotated), tags, note, source,
                state, moved (true if the place is not where it was), edited
                (true if the words there were changed), text (the words of
                the article from start to end), source_name, reliability,
                credibility, author
    --whole, --no-whole
                read all of a web page, or only the article found in it; without
                either as the notes remember it
    --encoding NAME
                read the files in this encoding, such as koi8-r, and not in the
                one that they declare or look like; without it as the notes
                remember it; automatic leaves it to the file
    -h, --help  print this page

EXAMPLES
    reader notes fallujah.txt
    reader notes . --json | jq 'select(.state != "anchored") | .path'
"""

CHECK = """\
NAME
    reader check - judge notes, codebooks, anchors, references and folders

SYNOPSIS
    reader check PATH... [--whole] [--encoding NAME]

DESCRIPTION
    Prints one line for each of these, and exits 1 if there is any, 0 if not:

    - a notes file that is damaged or was written by a newer version
    - a codebook in effect for the articles that is damaged or too large
    - a notes file without its article; an article without notes that has the
      same text is named with it, and reader move puts the two together
    - an annotation whose place in the article is not sure
    - a link or a judgement that names an annotation that is not there
    - a field that both sides of a merge changed: an annotation kept beside the
      other version (conflict_of), or a value kept under the key conflict
    - a conflicted copy of an article, of notes or of a codebook, left by a sync
      program such as Dropbox, Syncthing, Nextcloud, iCloud or Google Drive

    A PATH may be an article, a notes file or a folder. A link of an article is
    followed no further than below the folder of its codebook, else its own
    folder, or a folder above these that is checked as a whole.

    Annotations whose words were edited are printed too, with the former words;
    since their place is certain, they do not count.

OPTIONS
    --whole, --no-whole
                read all of a web page, or only the article found in it; without
                either as the notes remember it
    --encoding NAME
                read the files in this encoding, such as koi8-r, and not in the
                one that they declare or look like; without it as the notes
                remember it; automatic leaves it to the file
    -h, --help  print this page

EXAMPLES
    reader check articles/
    reader check *.txt && git commit -m "Notes of Tuesday"
"""

EXPORT = """\
NAME
    reader export - write a report, a table or JSON

SYNOPSIS
    reader export PATH... --to FORMAT [-o FILE] [--tag NAME]...
                  [--without PARTS]

DESCRIPTION
    Writes the annotations of the articles, each with its exact passage. Of a
    folder, all articles with notes are taken, whatever their suffix. Notes
    files without their article are named on standard error.

    The reports weigh sources and claims. A judgement without a citation, or on
    a passage that is not sure, is flagged in them and named here: the report is
    written, and the command ends with 1.

OPTIONS
    --to FORMAT        one of
{formats}
    -o, --output FILE  write to FILE, whole or not at all, instead of standard
                       output
    --tag NAME         only annotations with this tag or one below it; may be
                       repeated
    --without PARTS    leave out some of author (who annotated), notes (what
                       they wrote beside the text, and why) and paths (names of
                       files), separated by commas; what other programs added
                       goes with them, judgements stay
    --whole, --no-whole
                read all of a web page, or only the article found in it; without
                either as the notes remember it
    --encoding NAME
                read the files in this encoding, such as koi8-r, and not in the
                one that they declare or look like; without it as the notes
                remember it; automatic leaves it to the file
    -h, --help         print this page

EXAMPLES
    reader export articles/ --to report -o report.md
    reader export fallujah.txt --to csv --without author,notes,paths
    reader export articles/ --to csv --tag claim > claims.csv
    reader export fallujah.txt --to json --tag claim/denial --tag status | jq .
"""

IMPORT = """\
NAME
    reader import - take over what other programs keep

SYNOPSIS
    reader import FILE [--into FOLDER]

DESCRIPTION
    Makes notes and a codebook of a file from another program. What could not
    be carried over is named item by item on standard error; the last lines sum
    up how many annotations the file has, how many were placed, how many are
    uncertain or orphaned, and what was left out. FILE may be

        .qdpx     a project of REFI-QDA: texts, codings, codebook, cases
                  (ATLAS.ti, MAXQDA, NVivo, QualCoder, Quirkos, Transana)
        .qdc      a codebook of REFI-QDA
        .qda      the folder of a QualCoder project
        .sqlite3  a database of Taguette
        .rqda     a project of RQDA
        .jsonld   W3C Web Annotations
        .json     the same, or an export of Hypothesis
        .csv      a codebook of Taguette, QualCoder or reader; highlights of
                  Taguette, Hypothesis, Readwise or reader (.tsv and .txt too)
        .docx     the comments in it, as annotations by their authors (.odt and
                  .rtf too); the file itself is the article

    Databases are opened read-only. Texts that the file carries are written out
    as articles, never over a file that is there: an article that reads the
    same gets the notes, a different one keeps its name and the new one gets a
    number. Notes on an article that the file only names go to the one in
    FOLDER that has its address, its text, its name or its title; without one
    they wait under its name. Tags that the codebook here lacks are added to
    it. Memos on nothing in particular and journals become an article of their
    own.

    Programs count offsets in code points or in UTF-16 code units, and CR LF as
    one or two. The way that fits the stored texts, or else the words, clearly
    best is taken and named; a place that stays in doubt is uncertain.

    What reader export writes as .qdpx, .qdc and .jsonld comes back without
    loss. Importing a file twice changes nothing, nor does a second export of
    the same project: an annotation of the same author on the same span with
    the same tags, source and note is the same one.

OPTIONS
    --into FOLDER  where to write, instead of the present folder; made if it is
                   not there
    -h, --help     print this page

EXAMPLES
    reader import interviews.qdpx --into interviews/
    reader import study.qda --into study/
    reader import codebook.csv
    reader import annotations.json --into articles/
"""

SOURCES = """\
NAME
    reader sources - say who says what

SYNOPSIS
    reader sources PATH [--json] [--svg FILE]

DESCRIPTION
    Suggests who is speaking where, from the text alone: quotations, what is
    said to have been said, "according to", hearsay, the credit of a caption.
    Names, pronouns and roles mean whom they mean in the article. Prints each
    speaker with a strip of where in the article they speak, from its beginning
    (left) to its end, and their statements. It is made for English, guesses
    by rules, and errs: nothing of it is put into your notes. The key s in the
    program offers the same speaker, to be accepted.

OPTIONS
    --json      one attribution a line: the spans of source, cue and content
                (null where the article has none), the speaker, the mode
                (direct, indirect, mixed), the speaker's kind and role
    --svg FILE  draw the strips as a picture instead; with --json, as well
    --whole, --no-whole
                read all of a web page, or only the article found in it; without
                either as the notes remember it
    --encoding NAME
                read the file in this encoding, such as koi8-r, and not in the
                one that it declares or looks like; without it as the notes
                remember it; automatic leaves it to the file
    -h, --help  print this page

EXAMPLES
    reader sources fallujah.txt
    reader sources fallujah.txt --svg voices.svg
"""

FORGET = """\
NAME
    reader forget - remove every trace of an article outside its folder

SYNOPSIS
    reader forget PATH... [--notes]

DESCRIPTION
    Removes what reader keeps about an article in your own folders: how far you
    read, drafts, snapshots of its text, indexes, where it was exported to. It
    says what it removed; running it again does no harm. The article and the
    notes beside it stay. It works for an article that is already gone, too.

    To have nothing of the kind kept in the first place, put private = true
    into config.toml, or into a file .reader.toml in the folder of the article
    or one above it: the nearest one counts. All of it is then kept in a folder
    .reader beside the article.

OPTIONS
    --notes     also remove notes that lie in the data folder because the
                folder of the article could not be written
    -h, --help  print this page

EXAMPLES
    reader forget fallujah.txt
    reader forget --notes /media/stick/fallujah.txt
"""

MOVE = """\
NAME
    reader move - move an article, or only its notes, to another path

SYNOPSIS
    reader move OLD NEW

DESCRIPTION
    Moves the article OLD to NEW together with its notes. Where OLD was moved or
    renamed already, NEW takes over the notes of OLD, whether or not its text
    is the same; places are found again as in any changed article. Notes that
    NEW has already are merged with them. If NEW is a folder, the article keeps
    its name there.

    Links and citations that name OLD are changed to name NEW, in all notes
    below the folder of the codebook in effect for OLD or NEW, or without a
    codebook below the folder of the article. How far you read and drafts
    follow too. No file is overwritten: where the new notes file does not say
    all that the former one did, the former one is kept beside it as .bak.
    After a failure, running it again goes on where it stopped.

    reader check names articles and notes that belong together.

OPTIONS
    -h, --help  print this page

EXAMPLES
    reader move draft.txt fallujah.txt
    reader move fallujah.txt archive/2015/
"""

REPAIR = """\
NAME
    reader repair - recover damaged notes and codebooks

SYNOPSIS
    reader repair PATH...

DESCRIPTION
    A notes file that is torn, half zeros, in a wrong encoding, full of
    conflict markers or wrong in any other way opens read-only, with all
    annotations that can be read. This command writes those into the file. Its
    original bytes stay beside it in NAME.damaged, and what could not be read
    is listed line by line. The codebook that is in effect there is treated
    alike, its whole tags being kept. A file that is sound is left alone. Exits
    1 if anything was lost. A PATH may be an article, a notes file, a codebook
    or a folder.

OPTIONS
    -h, --help  print this page

EXAMPLES
    reader repair fallujah.txt
    reader check articles/ || reader repair articles/
"""

MERGE = """\
NAME
    reader merge - merge three versions of a notes file

SYNOPSIS
    reader merge BASE OURS THEIRS [NAME]

DESCRIPTION
    Writes into OURS what it and THEIRS made of BASE, by annotation and field.
    An edit beats a deletion, and a tag that one side took off stays off. A
    field that both sides changed keeps both: theirs is an annotation of its
    own, with conflict_of. The result is a sound notes file in either case.
    Exits 1 if there is such a conflict, as git expects of a merge driver. A
    codebook.toml is merged alike. NAME stands for the files in messages.

OPTIONS
    -h, --help  print this page

EXAMPLES
    reader merge base.notes.toml mine.notes.toml theirs.notes.toml
    git config merge.reader.driver "reader merge %O %A %B %P"
"""

GIT_SETUP = """\
NAME
    reader git-setup - have git merge notes in a repository

SYNOPSIS
    reader git-setup [FOLDER]

DESCRIPTION
    Registers reader merge as the merge driver for *.notes.toml and
    codebook.toml: in the configuration of the repository that FOLDER (the
    present one) belongs to, and in its .gitattributes, which is to be
    committed. Everybody runs this once in their own clone. Running it again
    does no harm.

OPTIONS
    -h, --help  print this page

EXAMPLES
    reader git-setup
    reader git-setup ~/dossiers/fallujah
"""

PAGES = {
    "": READER,
    "passages": PASSAGES,
    "search": SEARCH,
    "tag": TAG,
    "notes": NOTES,
    "check": CHECK,
    "export": EXPORT,
    "import": IMPORT,
    "forget": FORGET,
    "sources": SOURCES,
    "move": MOVE,
    "repair": REPAIR,
    "merge": MERGE,
    "git-setup": GIT_SETUP,
}


def page(command: str) -> str:
    """The help page of a command, or of the program for ""."""
    from ..export import EXPORTERS

    indent = " " * 23
    formats = "\n".join(f"{indent}{e.name:12}{e.description}" for e in EXPORTERS.values())
    return PAGES[command].replace("{formats}", formats)
