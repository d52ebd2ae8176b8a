import { features } from "../features";
import { PaletteButton } from "../palette/palette-button";
import { AccountButton } from "./account-button";
import { CreditsMeter } from "./credits-meter";
import { SectorSwitcher } from "./sector-switcher";
import { SiteSwitcher } from "./site-switcher";

const items = features.flatMap((feature) => feature.topBar ?? []).sort((a, b) => a.order - b.order);

export function TopBar() {
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-1 border-b bg-surface/95 px-2 backdrop-blur-sm sm:px-4">
      <div className="flex min-w-0 flex-1 items-center gap-1">
        <SiteSwitcher />
        <SectorSwitcher />
      </div>
      <div className="flex shrink-0 items-center gap-0.5 sm:gap-1">
        <PaletteButton />
        <CreditsMeter />
        {items.map(({ Item, order }) => (
          <Item key={order} />
        ))}
        <AccountButton />
      </div>
    </header>
  );
}
