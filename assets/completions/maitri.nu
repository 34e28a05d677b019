# Completions of maitri for nushell (tried with 0.115): source this file, or put it in a directory of vendor autoload.
# What may come next the program itself tells; here it is only asked. Every word is passed on as it is typed.
module maitri-completions {
  def "nu-complete maitri" [words] {
    try {
      let told = ^maitri gen complete nushell -- ...$words | complete | get stdout
      if ($told | is-empty) { [] } else { $told | from json }
    } catch { [] }
  }

  @complete "nu-complete maitri"
  export extern maitri []
}
use maitri-completions *
