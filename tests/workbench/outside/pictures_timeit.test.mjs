import { check } from "../rig/check.mjs";
import { lens, line, scrollDown } from "../rig/editor.mjs";
import { askingCommand, command, openFile } from "../rig/palette.mjs";
import { picture, pictureStage } from "../rig/pictures.mjs";
import { choose } from "../rig/timing.mjs";
import { webview } from "../rig/webview.mjs";

describe("the pictures of the README, of timeit", () => {
  check("timeit: two queues over n", pictureStage({ theme: "dark", height: 728 }), async ({ page }) => {
    await openFile(page, "task_queue.py");
    await command(page, "View: Close Primary Side Bar");
    await scrollDown(page, 24);
    await line(page, "done = []").getByText("done", { exact: true }).click();
    await askingCommand(page, "Heatline: Compare…");
    await choose(page, "DequeQueue");
    await lens(page, /faster.*just now/).waitFor();
    await command(page, "Heatline: Timings");
    await webview(page).locator(".growth canvas").waitFor();
    await page.mouse.move(300, 10); // off the edge that it widens panes by
    await picture(page, "timeit");
  });
});
