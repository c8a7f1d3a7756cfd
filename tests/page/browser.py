"""browser -- a headless Chromium, driven through its debugging pipe: messages are JSON, each ended
by a NUL byte, on descriptors 3 and 4 of the browser.  Nothing but Python's own library is needed."""

import json
import os
import shutil
import subprocess
import tempfile

NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")


def find():
    """The browser's path, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    def __init__(self, path):
        self.home = tempfile.mkdtemp()
        to_read, self.to_write = os.pipe()
        self.from_read, from_write = os.pipe()
        script = 'exec "$@" 3<&%d 4>&%d' % (to_read, from_write)
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", script, "sh", path, "--headless", "--no-sandbox",
             "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", "--user-data-dir=" + self.home,
             "--remote-debugging-pipe", "about:blank"],
            pass_fds=(to_read, from_write),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(from_write)
        self.left = b""
        self.last = 0
        self.events = []

    def close(self):
        try:
            self.ask("Browser.close")
        except EOFError:
            pass
        self.process.wait()
        os.close(self.to_write)
        os.close(self.from_read)
        shutil.rmtree(self.home, ignore_errors=True)

    def receive(self):
        while b"\0" not in self.left:
            more = os.read(self.from_read, 1 << 16)
            if not more:
                raise EOFError("the browser has gone")
            self.left += more
        message, self.left = self.left.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, session=None, **params):
        """The result of a command; what happens meanwhile goes to self.events."""
        self.last += 1
        message = {"id": self.last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.to_write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError("%s: %s" % (method, answer["error"]))
                return answer["result"]
            self.events.append(answer)

    def wait(self, name):
        while True:
            for event in self.events:
                if event.get("method") == name:
                    self.events.remove(event)
                    return event
            self.events.append(self.receive())


class Page:
    """One page, at a width, in a colour scheme; `complaints` is what its console says of errors
    and warnings, `requests` all that it fetched."""

    def __init__(self, browser, url, width, scheme, media="screen"):
        self.browser = browser
        browser.events.clear()
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        self.target = target
        self.session = browser.ask("Target.attachToTarget", targetId=target,
                                   flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Security"):
            self.ask(domain + ".enable")
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900,
                 deviceScaleFactor=1, mobile=width < 600)
        self.ask("Emulation.setEmulatedMedia", media=media,
                 features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.ask("Page.navigate", url=url)
        browser.wait("Page.loadEventFired")
        self.value("new Promise(done => setTimeout(done, 50))")
        self.complaints, self.requests = [], []
        for event in browser.events:
            self.note(event.get("method"), event.get("params", {}))

    def note(self, method, params):
        if method == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(str(params["args"]))
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(params["exceptionDetails"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    def ask(self, method, **params):
        return self.browser.ask(method, session=self.session, **params)

    def value(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True,
                          awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def picture(self, path):
        import base64
        height = self.value("document.documentElement.scrollHeight")
        width = self.value("innerWidth")
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True,
                        clip={"x": 0, "y": 0, "width": width, "height": min(height, 8000),
                              "scale": 1})
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))

    def print(self, path):
        import base64
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.ask("Page.printToPDF", printBackground=True)["data"]))

    def close(self):
        self.browser.ask("Target.closeTarget", targetId=self.target)
