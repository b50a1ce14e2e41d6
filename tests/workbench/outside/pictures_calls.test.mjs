import { check } from "../rig/check.mjs";
import { titleButton } from "../rig/editor.mjs";
import { command, openFile } from "../rig/palette.mjs";
import { picture, pictureStage } from "../rig/pictures.mjs";
import { terminalLine } from "../rig/terminal.mjs";
import { webview } from "../rig/webview.mjs";

describe("the pictures of the README, of calls", () => {
  check("calls: who calls whom as one logs in", pictureStage({ theme: "dark", height: 800 }), async ({ page }) => {
    await openFile(page, "login/prof.py");
    await command(page, "View: Close Primary Side Bar");
    await command(page, "Heatline: Profile Calls");
    await terminalLine(page, "logins went well").waitFor();
    await titleButton(page, "Profile Time").waitFor();
    await command(page, "View: Hide Panel");
    await command(page, "Heatline: Show Who Calls Whom");
    const view = webview(page);
    await view.locator("#functions tbody tr").first().waitFor();
    await view.getByLabel("Your code only").check();
    await view.locator("#picture [data-at]").nth(5).waitFor();
    await page.mouse.move(300, 10); // off the edge that it widens panes by
    await picture(page, "calls");
  });
});
