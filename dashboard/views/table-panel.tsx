import { Name } from './words.tsx'

/** A table on a card; on a phone it is swiped along. The first column says what a row is about; `figures`: the others are numbers. */
export function TablePanel({
  title,
  columns,
  rows,
  figures = false,
}: {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly figures?: boolean
}) {
  const [head, cell] = figures ? ['text-end', 'text-end tabular-nums'] : []
  return (
    <section class="card-panel">
      <h2 class="section-title">{title}</h2>
      <section class="overflow-x-auto" tabindex={0} aria-label={title}>
        <table class={figures ? 'table' : 'table min-w-xl'}>
          <thead>
            <tr>
              {columns.map((column, i) => (
                <th scope="col" class={i > 0 ? head : undefined}>
                  <Name>{column}</Name>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first = '', ...rest]) => (
              <tr>
                <th scope="row" class="font-medium">
                  <Name>{first}</Name>
                </th>
                {rest.map((text) => (
                  <td class={cell}>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
