/** What the forms of lists, and the calls of programs, themselves refuse. */
export type ListFormProblem = 'list-file-missing' | 'list-needs-sure'
