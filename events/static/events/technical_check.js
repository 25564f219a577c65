// Tries out, on this device alone, what an online meeting asks of it.
const list = document.querySelector("[data-check]");
const tell = (name, works, text = "") => {
  list.querySelector(`[data-result=${name}]`).textContent = [works ? list.dataset.yes : list.dataset.no, text].join(" ").trim();
};
const onPress = (name, act) => {
  const button = list.querySelector(`[data-button=${name}] button`);
  button.hidden = false;
  button.addEventListener("click", () => act().catch(() => tell(name, false)));
};

tell("browser", Boolean(window.RTCPeerConnection && navigator.mediaDevices));

onPress("sound", async () => {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.2;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 1);
  tell("sound", audio.state !== "suspended");
});

onPress("camera", async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
    .catch(() => navigator.mediaDevices.getUserMedia({ audio: true }));
  const video = list.querySelector("[data-video]");
  video.srcObject = stream;
  video.hidden = !stream.getVideoTracks().length;
  video.play();
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  audio.createMediaStreamSource(stream).connect(analyser);
  const meter = list.querySelector("[data-meter]");
  meter.hidden = false;
  const values = new Uint8Array(analyser.fftSize);
  const until = performance.now() + 20_000;
  const look = () => {
    analyser.getByteTimeDomainData(values);
    meter.querySelector("meter").value = Math.max(...values.map((value) => Math.abs(value - 128))) / 128;
    if (performance.now() < until) requestAnimationFrame(look);
    else for (const track of stream.getTracks()) track.stop();
  };
  look();
  tell("camera", true);
});

const line = list.querySelector("[data-result=line]");
const begun = performance.now();
fetch(location.href, { method: "HEAD", cache: "no-store" })
  .then(() => tell("line", true, line.dataset.words.replace("%s", Math.round(performance.now() - begun))))
  .catch(() => tell("line", false));
