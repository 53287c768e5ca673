import type { FindingId } from '../../src/email/lint/finding.ts';
import type { EmailTemplate } from '../../src/programs/template.ts';

/** A sentence or two as an applicant writes them, and what a careful advisor would object to. CK is 251, Step 1 was 238. */
export interface Snippet {
  readonly text: string;
  readonly expect: readonly FindingId[];
  readonly template?: EmailTemplate;
  readonly part?: 'subject' | 'body';
  readonly program?: string;
}

const flagged = (text: string, ...expect: FindingId[]): Snippet => ({ text, expect });
const fine = (text: string): Snippet => ({ text, expect: [] });

export const objectionable: readonly Snippet[] = [
  // apology
  flagged('I’m so sorry for sending this so late in the season.', 'apology'),
  flagged('I appologize for the delay in getting this to you.', 'apology'),
  flagged('Unfortunatly my score came out after the deadline.', 'apology'),
  flagged('Please accept my sincerest apologies for the inconvenience.', 'apology'),
  flagged('I deeply regret not having this score when I applied.', 'apology'),
  flagged('Kindly forgive me for writing to you directly.', 'apology'),
  flagged('I am embarrassed to be sending this only now.', 'apology'),
  flagged('I know my Step 1 was disappointing, but CK went better.', 'apology'),
  flagged("I'm afraid that my score was not available earlier.", 'apology'),
  flagged('Sorry to bother you again.', 'apology'),
  { text: 'Apologies: late Step 2 CK score, Jane Doe', expect: ['apology'], part: 'subject' },
  flagged('Regrettably, the report was delayed by three weeks.', 'apology'),
  // excuse
  flagged('My exam was postponed due to a family emergency.', 'excuse'),
  flagged('I was sick during my dedicated study period.', 'excuse'),
  flagged('I was going through a rough patch when I took Step 1.', 'excuse'),
  flagged('Due to personal circumstances I had to take the exam later than planned.', 'excuse'),
  flagged('My grandmother passed away two weeks before the test.', 'excuse'),
  flagged('I have always struggled with test anxiety.', 'excuse'),
  flagged('I was under a lot of stress at that time.', 'excuse'),
  flagged('My Step 1 score does not reflect my true abilities.', 'excuse'),
  flagged('At that time my father was in the hospital with cancer.', 'excuse'),
  flagged('Because of health issues, I could not study as much as I wanted.', 'excuse'),
  flagged('I had COVID the week before my exam.', 'excuse'),
  flagged('I would like to explain my low Step 1 score.', 'excuse'),
  flagged('It was a very difficult year for my family and me.', 'excuse'),
  flagged('I was caring for my mother who was diagnosed with breast cancer.', 'excuse'),
  flagged('There were extenuating circumstances surrounding my first exam.', 'excuse'),
  flagged('I’ve never been a good test taker.', 'excuse'),
  {
    text: 'My first attempt was affected by burnout and the loss of my uncle.',
    expect: ['excuse'],
    template: 'retake',
  },
  {
    text: 'I failed because I was working two jobs and had no time to prepare.',
    expect: ['excuse'],
    template: 'retake',
  },
  flagged('I am sorry for the late score, I was ill in August.', 'apology', 'excuse'),
  // point-difference
  flagged('I improved by 13 points from Step 1.', 'point-difference'),
  flagged('My score went from 238 to 251.', 'point-difference'),
  flagged('This is a 13-point improvement over Step 1.', 'point-difference'),
  flagged('That is +13 compared with Step 1.', 'point-difference'),
  flagged('Step 1 238 → Step 2 CK 251', 'point-difference'),
  flagged('My CK is thirteen points higher than my Step 1.', 'point-difference'),
  flagged('It is a jump of 13.', 'point-difference'),
  flagged('My score increased almost 15 pts.', 'point-difference'),
  flagged('I’m proud of the double-digit increase since Step 1.', 'point-difference'),
  {
    text: 'I am happy to report that I went up 30 points on my second attempt.',
    expect: ['point-difference'],
    template: 'retake',
  },
  // attachment
  flagged('Please find attached my score report.', 'attachment'),
  flagged('I have attached a PDF of the report for your convenience.', 'attachment'),
  flagged('My updated transcript is attached.', 'attachment'),
  flagged('Kindly see the attachment for details.', 'attachment'),
  flagged("I'm attaching my score report to this email.", 'attachment'),
  flagged('Enclosed please find my USMLE transcript.', 'attachment'),
  flagged('I am including a screenshot of my result.', 'attachment'),
  flagged('Attached is my new score report', 'attachment'),
  // score-not-needed
  {
    text: 'My Step 2 CK score of 251 is now in ERAS.',
    expect: ['score-not-needed'],
    template: 'requested',
  },
  {
    text: 'As promised, I wanted to share that I got a 251.',
    expect: ['score-not-needed'],
    template: 'was-pending',
  },
  {
    text: 'You mentioned needing CK before ranking; it is 251.',
    expect: ['score-not-needed'],
    template: 'needed-to-rank',
  },
  {
    text: 'As I wrote in November, I scored 251 on Step 2 CK.',
    expect: ['score-not-needed'],
    template: 'follow-up',
  },
  {
    text: 'Step 2 CK: 251, Jane Doe',
    expect: ['score-not-needed'],
    template: 'requested',
    part: 'subject',
  },
  // wrong-score
  flagged('My USMLE Step 2 CK score has been released: 249.', 'wrong-score'),
  flagged('I scored a 215 on Step 2 CK.', 'wrong-score'),
  flagged('My Step 2 CK score is now in ERAS. It is 215.', 'wrong-score'),
  flagged('I received a 257 on my Step 2 exam.', 'wrong-score'),
  { text: 'USMLE Step 2 CK (261), Jane Doe', expect: ['wrong-score'], part: 'subject' },
  flagged('My CK is 238.', 'wrong-score'),
  { text: 'I have now passed with a score of 241.', expect: ['wrong-score'], template: 'retake' },
  // rank-promise
  flagged('I will be ranking your program first.', 'rank-promise'),
  flagged('You are my number one choice.', 'rank-promise'),
  flagged('I intend to rank Lakeside Medical Center very highly.', 'rank-promise'),
  flagged('Your residency is at the top of my rank list.', 'rank-promise'),
  flagged('Lakeside Medical Center is my #1.', 'rank-promise'),
  flagged("I'd rank you highly if I were given the chance to interview.", 'rank-promise'),
  flagged('If you interview me I promise to come.', 'rank-promise'),
  flagged('I would accept an offer from your program without hesitation.', 'rank-promise'),
  // shouting
  flagged('I am VERY excited about this.', 'shouting'),
  flagged('I passed! I could not be happier!', 'shouting'),
  flagged('Thank you so much!!', 'shouting'),
  { text: 'IMPORTANT UPDATE: Step 2 CK score, Jane Doe', expect: ['shouting'], part: 'subject' },
  { text: 'URGENT - USMLE Step 2 CK', expect: ['shouting'], part: 'subject' },
  flagged('PLEASE consider my application.', 'shouting'),
  flagged('This program would be a DREAM for me.', 'shouting'),
  // generic-reason
  flagged('I am interested in your program because of its excellent reputation.', 'generic-reason'),
  flagged(
    'I was drawn to your outstanding program and strong clinical training.',
    'generic-reason',
  ),
  flagged('Your program is well known for its high quality training.', 'generic-reason'),
  flagged(
    'It has always been my dream to train at such a prestigious institution.',
    'generic-reason',
  ),
  flagged('Your commitment to excellence aligns with my career goals.', 'generic-reason'),
  flagged('I believe that your program would be a perfect fit for me.', 'generic-reason'),
  flagged('I love the supportive environment and diverse patient population.', 'generic-reason'),
  flagged('Your program has everything I am looking for in a residency.', 'generic-reason'),
  // unfilled
  flagged('Dear Dr. [Last Name] and Residency Selection Committee,', 'unfilled'),
  flagged('I am especially interested in {{program}}.', 'unfilled'),
  flagged('My interview was on ___ and I enjoyed it.', 'unfilled'),
  flagged('Dear Dr. , thank you for your time.', 'unfilled'),
  flagged('I have applied to XXX this year.', 'unfilled'),
  flagged('My Step 2 CK score is 2XX.', 'unfilled'),
  flagged('I am interested in <program name> because of the burn unit.', 'unfilled'),
  flagged('I was drawn to (insert specific reason).', 'unfilled'),
  flagged('My interview was on TBD.', 'unfilled'),
  flagged('Dear Dr. and Residency Selection Committee,', 'unfilled'),
];

export const harmless: readonly Snippet[] = [
  // names
  fine('I scored 238 on Step 1 and 251 on Step 2 CK.'),
  fine('I rotated at Sorry Day Hospital in March.'),
  fine('Dr. Sorry and her team taught me a great deal about melanoma.'),
  {
    text: 'I would be honored to train at Sorry Day Hospital.',
    expect: [],
    program: 'Sorry Day Hospital',
  },
  fine('I volunteered at the Trauma and Stress Disorders Clinic.'),
  {
    text: 'My name is Jane Doe and I applied to XXX Family Crisis Hospital.',
    expect: [],
    program: 'XXX Family Crisis Hospital',
  },
  fine('Dr. Maria GARCIA suggested that I write to you.'),
  fine('I trained at UCSF, NYU and MGH before returning home.'),
  // no apology
  fine('I was sorry to hear of the passing of Dr. Lim.'),
  fine('My research looked at how physicians apologize to patients after errors.'),
  fine('I have never regretted choosing dermatology.'),
  fine('I hope to serve those who are less fortunate.'),
  // no excuse
  fine('My family medicine rotation at your hospital confirmed my interest.'),
  fine('I have family in the area and hope to settle close to them.'),
  fine('My research on burnout among residents was presented in Chicago.'),
  fine('I cared for critically ill patients in your ICU.'),
  fine("My grandfather's stroke inspired me to pursue neurology."),
  fine('I enjoyed the cardiac stress-testing lab on my visit.'),
  fine('Dr. Patel stressed the importance of continuity clinic.'),
  fine('I am interested in your trauma and stress disorders clinic.'),
  fine('I was anxious to learn from the team and was not disappointed with the lectures.'),
  fine('I was overwhelmed by the kindness of your residents.'),
  fine('The emergency department at your hospital sees 90,000 patients a year.'),
  fine('The sick visits in your clinic taught me to listen.'),
  fine('My wife is a nurse in Boston, so we would love to stay nearby.'),
  {
    text: 'For my second attempt I worked through three question banks with a tutor.',
    expect: [],
    template: 'retake',
  },
  {
    text: 'After an unsuccessful first attempt, I passed Step 2 CK with a score of 251.',
    expect: [],
    template: 'retake',
  },
  {
    text: 'My first score was 205; I have since passed Step 2 CK.',
    expect: [],
    template: 'retake',
  },
  // no difference
  fine('It is an improvement from Step 1.'),
  fine('I would like to make two points about my application.'),
  fine('We reduced readmissions by 14 percent in our project.'),
  fine('The 12-point checklist that I wrote is now used on the ward.'),
  fine('Your 3+1 schedule leaves room for research.'),
  fine('You can reach me at +1 555 123 4567.'),
  fine('The program grew from 10 to 14 residents.'),
  fine('Your hospital has grown from 238 to 251 beds.'),
  // nothing attached
  fine('I feel attached to the community of Lakeside.'),
  fine('My research was on attachment theory in toddlers.'),
  fine('I have a strong attachment to the Midwest.'),
  fine('I did a clinical attachment in the UK in 2024.'),
  fine('I have not attached the report, since it is in ERAS.'),
  fine('The clinic attached to your hospital is where I learned the most.'),
  // numbers
  fine('My address is 245 Main Street, Springfield.'),
  fine('I presented at poster 249 at the annual meeting.'),
  fine('I saw over 300 patients during Step 2 CK preparation.'),
  fine('My Step 1 score of 238 is in ERAS as well.'),
  fine('I understand that your cutoff for Step 2 CK is 240.'),
  fine('My COMLEX Level 2 score is 612.'),
  fine('Your 450-bed hospital impressed me.'),
  fine('My Step 2 CK score has been released and is now in ERAS: 251.'),
  fine('My Step 2 CK score (251) is now available.'),
  { text: 'I live at 251 Oak Avenue.', expect: [], template: 'requested' },
  { text: 'Your hospital has 251 beds.', expect: [], template: 'requested' },
  {
    text: 'My Step 2 CK score has been released and is now in ERAS.',
    expect: [],
    template: 'requested',
  },
  // no promise
  fine('I understand that rank lists are due on March 3.'),
  fine('I hope that this reaches you before your rank meeting.'),
  fine('Your program is one of my top choices.'),
  fine('I ranked first in my class at graduation.'),
  fine('I was first author of the paper on sepsis.'),
  fine('Please drop me a line if you need anything else.'),
  // no shouting
  fine('Thank you for your time!'),
  fine('I completed my MD and MPH and will begin PGY-1 in July.'),
  {
    text: 'USMLE Step 2 CK Score Update – Jane Doe, AAMC ID 12345678',
    expect: [],
    part: 'subject',
  },
  fine('I worked on the RESPECT trial and in the NICU.'),
  fine('Our Level II trauma center follows ATLS and ACLS.'),
  fine('My ECFMG certificate and USMLE transcript are in ERAS.'),
  // specific reasons
  fine('I am drawn to your strong clinical training in the refugee clinic.'),
  fine('Your excellent Mohs fellowship is why I applied.'),
  fine('I am especially interested in the street medicine program.'),
  fine('Your great reputation in cutaneous lymphoma, led by Dr. Kim, drew me to Lakeside.'),
  fine('Working with Dr. Alvarez in the VA clinic confirmed my interest.'),
  {
    text: 'Lakeside Medical Center remains an excellent fit for me.',
    expect: [],
    template: 'needed-to-rank',
  },
  // nothing left blank
  fine('I interviewed on December 8, 2026 (by video).'),
  fine('My paper [1] was accepted by JAMA Dermatology.'),
  fine('My email is jane_doe@example.org.'),
  fine('Dear Dr. Okafor and Residency Selection Committee,'),
  fine('I read the X-rays every morning with Dr. Xu.'),
];
