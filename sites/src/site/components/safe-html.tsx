interface Props {
  /** Sanitised by the platform when it was written and again when it was exported. */
  html: string;
  className: string;
}

/** The one place where HTML from content enters a page. Everything else is text, which React escapes. */
export function SafeHtml({ html, className }: Props) {
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
