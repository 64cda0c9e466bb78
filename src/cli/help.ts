/** Prints the commands. */
export async function run(): Promise<number> {
  console.log(`rooster <command>

  serve         run the filter and the dashboard (the default)
  validate      check the settings, the preset and policy files, and start nothing
  explain NAME  what happens to a name, for whom, when, and why
  trace NAME    what comes of a question at the running server, step by step
  policy        export | import FILE | diff FROM [TO]: the school's policy as a preset's YAML
  lists         status | refresh | search NAME: the lists of names
  user          add NAME LOGIN | reset-password LOGIN: accounts, from the console
  backup FILE   an encrypted copy of all that is kept
  restore FILE  put such a copy in place, with the server stopped
  healthcheck   ask the DNS port whether it answers
  version       print the version

Each command says how it is called when it is called wrongly. Exit codes: 0 done, 1 it failed, 2 wrong use.`)
  return 0
}
