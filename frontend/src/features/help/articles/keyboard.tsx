import { Kbd } from "@/shared/ui/kbd";

import { ArticleBody, Heading } from "../components/article-parts";

type Keys = readonly (readonly [keys: string, does: string])[];

const EVERYWHERE: Keys = [
  ["mod+k", "Search pages, actions and objects"],
  ["escape", "Close what is open: a panel, a dialog, a menu"],
];
const LISTS: Keys = [
  ["j", "Next row"],
  ["k", "Row before"],
  ["x", "Select the row; with Shift, all rows up to it"],
  ["enter", "Open the row"],
  ["e", "Edit the row"],
];
const EDITOR: Keys = [
  ["mod+b", "Bold"],
  ["mod+i", "Italic"],
  ["mod+z", "Undo"],
  ["mod+shift+z", "Redo"],
];

export function KeyboardArticle() {
  return (
    <ArticleBody>
      <p>Everything can be done without a mouse: Tab goes on, Shift Tab goes back, Enter and the space bar press.</p>
      <Heading>Everywhere</Heading>
      <Table keys={EVERYWHERE} />
      <Heading>In lists</Heading>
      <Table keys={LISTS} />
      <Heading>In the editor</Heading>
      <Table keys={EDITOR} />
    </ArticleBody>
  );
}

function Table({ keys }: { keys: Keys }) {
  return (
    <dl className="grid grid-cols-[8rem_1fr] gap-y-2 text-base">
      {keys.map(([key, does]) => (
        <div key={key} className="contents">
          <dt>
            <Kbd keys={key} />
          </dt>
          <dd className="text-muted">{does}</dd>
        </div>
      ))}
    </dl>
  );
}
