# Completion of openletter for bash.

# The words that can stand at a place: options, and what options take.
_openletter_words()
{
    local words letters="--edition --layout --diagnostics= --help"
    local limits="--jobs --time-limit --memory-limit"
    local builds="--output --format --draft --only-failed --shard --no-press --no-verify"
    case $1 in
    --dump) words="story lines pages" ;;
    --diagnostics) words="plain json" ;;
    --days) words="dmy mdy" ;;
    -f | --format) words="pdf png svg txt" ;;
    build) words="$letters $builds $limits --dump= --approved --rebuild --report --index --quiet" ;;
    plan) words="$letters $builds $limits --json" ;;
    check) words="$letters $limits --approved --json" ;;
    extract) words="--pdf --output --no-press --no-verify --quiet --diagnostics= --help" ;;
    proof) words="--country --approve --output --layout $limits --no-press --no-verify --quiet --diagnostics= --help" ;;
    report) words="--report --index --quiet --diagnostics= --help" ;;
    fonts) words="$letters --json --lock" ;;
    import) words="--yes --column --sheet --encoding --days --overwrite --keep-contacts --output --quiet --diagnostics= --help" ;;
    verify) words="--letter --edition --standard --ink --json --quiet --diagnostics= --help" ;;
    --standard) words="x4 a2a ua1" ;;
    init) words="--language --diagnostics= --help" ;;
    explain) words="--diagnostics= --help" ;;
    *) words="build plan check extract proof report fonts import verify init explain --diagnostics= --help --version" ;;
    esac
    printf '%s\n' "$words"
}

# The letters: folders under content/ that hold a letter.md.
_openletter_letters()
{
    local file
    for file in content/*/letter.md; do
        [ -e "$file" ] && basename "${file%/letter.md}"
    done
}

_openletter_layouts()
{
    local file
    for file in layouts/*.yaml; do
        [ -e "$file" ] && basename "$file" .yaml
    done
}

# The editions that the editions.yaml of the letter on the line names.
_openletter_editions()
{
    local word file keys='/^editions:/,/^[^ ]/s/^ \{2,4\}\([A-Za-z0-9._-]*\):.*/\1/p'
    for word in "${COMP_WORDS[@]:2}"; do
        for file in "$word/editions.yaml" "content/$word/editions.yaml"; do
            [ -e "$file" ] && sed -n "$keys" "$file"
        done
    done
}

# The countries in the signatories.csv of the letter on the line.
_openletter_countries()
{
    local word file
    for word in "${COMP_WORDS[@]:2}"; do
        for file in "$word/signatories.csv" "content/$word/signatories.csv"; do
            [ -e "$file" ] && grep -oE '[,;	][A-Z]{2}[,;	]' "$file" | tr -d ',;\t' | sort -u
        done
    done
}

_openletter()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} words
    [ "$previous" != = ] || previous=${COMP_WORDS[COMP_CWORD - 2]}
    [ "$current" != = ] || current=
    if [ "$COMP_CWORD" -eq 1 ]; then
        words=$(_openletter_words)
    else
        case $previous in
        -o | --output | --language | --approve | --column | --sheet | --encoding | --report | --index) words= ;;
        -j | --jobs | --shard | --time-limit | --memory-limit) words= ;;
        --country) words=$(_openletter_countries) ;;
        -e | --edition) words=$(_openletter_editions) ;;
        -f | --format | --dump | --days | --diagnostics | --standard) words=$(_openletter_words "$previous") ;;
        --layout) words=$(_openletter_layouts) ;;
        --letter) words=$(_openletter_letters) ;;
        --ink) words= ;;
        *) words="$(_openletter_words "$command") $(_openletter_letters)" ;;
        esac
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
}

complete -o default -F _openletter openletter
